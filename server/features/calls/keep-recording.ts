import { type MediaEngine, MediaRefusal } from "#server/media/media-engine.ts";
import { unusableFolder } from "#server/media/recording/room-recording.ts";
import { isHere } from "#shared/domain/calls/index.ts";
import type { CallRow } from "./call-rows.ts";

/** What has become of a recording in the engine. */
export interface RecordingNews {
  /** It has begun; true: for the first time, and those in the call are to hear the tone that says so. */
  readonly begun: (callId: string) => Promise<boolean>;
  readonly failed: (callId: string, reason: string) => void;
}

type Recorded = Pick<CallRow, "call" | "recording">;

interface Given {
  readonly node: string;
  /** Where a recording's folder lies on this machine. */
  readonly folderOf: (folder: string) => string;
  readonly news: () => RecordingNews | undefined;
}

/** So many calls are remembered with their newest version: more than go on at once. */
const mostKnown = 1_000;

/**
 * Keeps the engine's recording of a call as the call says. Of two versions that are put in force at once the older does
 * nothing: it must not go on with what the newer has paused. What is said in a pause is in no file even then, because the
 * routing names no voices (`putInForce`).
 */
export function createRecordingKeeper({ node, folderOf, news }: Given) {
  const newest = new Map<string, number>();
  const turns = new Map<string, Promise<void>>();

  async function keep(there: MediaEngine, { call, recording }: Recorded): Promise<void> {
    if ((newest.get(call.id) ?? 0) > call.version) return;
    if (recording?.state !== "recording" && recording?.state !== "paused") return;
    if (recording.mediaNode !== node) {
      news()?.failed(call.id, "the call goes on in the engine of another server");
      return;
    }
    await there.startRecording(call.id, { folder: folderOf(recording.folder) });
    if (recording.state === "paused") await there.pauseRecording(call.id);
    else await there.resumeRecording(call.id);
    if (!(await news()?.begun(call.id))) return;
    // A telephone, which has no screen beside it, is told in words (`server/features/phone`).
    for (const { id, phone } of call.legs.filter(isHere))
      if (phone === null) await there.play(call.id, id, "beep");
  }

  /** The last that was touched is the last to be forgotten. */
  function noteNewest(callId: string, version: number): void {
    const known = newest.get(callId) ?? 0;
    newest.delete(callId);
    newest.set(callId, Math.max(known, version));
    for (const oldest of newest.keys()) if (newest.size > mostKnown) newest.delete(oldest);
  }

  return async (there: MediaEngine, given: Recorded): Promise<void> => {
    const { id, version } = given.call;
    noteNewest(id, version);
    const turn = (turns.get(id) ?? Promise.resolve()).then(() => keep(there, given));
    const settled = turn.catch(() => {});
    turns.set(id, settled);
    try {
      await turn;
    } catch (error) {
      if (!(error instanceof MediaRefusal) || !error.message.includes(unusableFolder)) throw error;
      // The call is not the worse for a disk that takes no recording.
      news()?.failed(id, error.message);
    } finally {
      if (turns.get(id) === settled) turns.delete(id);
    }
  };
}
