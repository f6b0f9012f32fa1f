import type { RecordingManifest } from "#shared/domain/calls/index.ts";
import type { Kind, MediaPacket } from "../embedded/leg-slots.ts";
import { MediaRefusal } from "../media-engine.ts";
import type { Pulse } from "../pulse.ts";
import {
  type CallRecorder,
  type CallRecorderDeps,
  openCallRecorder,
  type Recorded,
} from "./call-recorder.ts";

/** Why nothing can be recorded: the words by which the refusal is known beyond the process. */
export const unusableFolder = "the folder of the recording cannot be used";

interface RoomRecordingDeps extends Omit<CallRecorderDeps, "folder"> {
  /** Writes what has come every so often. */
  readonly pulse: Pulse<CallRecorder>;
}

/** The recording of one call, if there is one; its commands go in turn. */
export function createRoomRecording({ pulse, ...deps }: RoomRecordingDeps) {
  let recorder: CallRecorder | undefined;
  let recorded: Recorded = { audio: {}, video: {} };
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  const there = (): CallRecorder => {
    if (!recorder) throw new MediaRefusal("the call is not being recorded");
    return recorder;
  };
  const close = async (): Promise<CallRecorder> => {
    const ended = there();
    recorder = undefined;
    pulse.drop(ended);
    await ended.close();
    return ended;
  };

  return {
    route(wanted: Recorded): void {
      recorded = wanted;
      recorder?.route(wanted);
    },
    came: (kind: Kind, legId: string, packet: MediaPacket, at: number) =>
      recorder?.packet(kind, legId, packet, at),
    forget: (legId: string) => recorder?.forget(legId),
    start: (folder: string) =>
      inTurn(async () => {
        if (recorder?.folder === folder) return;
        if (recorder) throw new MediaRefusal("the call is being recorded into another folder");
        const opened = await openCallRecorder({ folder, ...deps }).catch((cause: unknown) => {
          throw new MediaRefusal(unusableFolder, { cause });
        });
        recorder = opened;
        opened.route(recorded);
        pulse.add(opened);
      }),
    pause: (on: boolean) => inTurn(() => there().pause(on)),
    stop: (): Promise<RecordingManifest> => inTurn(async () => (await close()).manifest()),
    /** The call is over; what cannot be written was told, and keeps nobody. */
    end: () =>
      inTurn(async () => {
        if (recorder) await close();
      }),
  };
}
