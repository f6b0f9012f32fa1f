import type { RecordedVoices, RoutingMatrix } from "#shared/domain/calls/index.ts";
import {
  type CallLevels,
  type LeftOut,
  type LegMediaState,
  type LegStats,
  MediaRefusal,
  type Sound,
  type WebLegOptions,
} from "../media-engine.ts";
import type { Pulse } from "../pulse.ts";
import type { CallRecorder } from "../recording/call-recorder.ts";
import { createRoomRecording } from "../recording/room-recording.ts";
import { createLegSounds, soundSource } from "../sounds/leg-sounds.ts";
import type { SoundClock } from "../sounds/sound-clock.ts";
import { soundLibrary } from "../sounds/sound-library.ts";
import { type CallLeg, createCallLegs } from "./call-legs.ts";
import { createLeftOutNews } from "./left-out-news.ts";
import type { MediaAddress } from "./peer-settings.ts";

export interface CallRoomDeps {
  readonly address: MediaAddress;
  readonly now: () => number;
  readonly guardMs: number;
  readonly soundClock: SoundClock;
  readonly recordingPulse: Pulse<CallRecorder>;
  readonly legState: (legId: string, state: LegMediaState) => void;
  readonly key: (legId: string, key: string) => void;
  readonly leftOut: (legId: string, leftOut: LeftOut) => void;
  readonly recordingFailed: (reason: string) => void;
}

/** One piece of work after the other. */
function createTurn() {
  let turn: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
}

/** Whose picture is seen by somebody who did not see it before. */
const newlySeen = (before: RoutingMatrix, after: RoutingMatrix): Set<string> =>
  new Set(
    Object.entries(after).flatMap(([legId, { video }]) =>
      video.filter((source) => !before[legId]?.video.includes(source)),
    ),
  );

/** The legs of one call and who hears whom; what changes it goes in turn, so that no leg is left over between two. */
export function createCallRoom({
  soundClock,
  recordingPulse,
  leftOut,
  recordingFailed,
  ...deps
}: CallRoomDeps) {
  const sounds = createLegSounds({ clock: soundClock, library: soundLibrary(), ended: () => apply() });
  const leftOutNews = createLeftOutNews(leftOut);
  const { all: legs, ...callLegs } = createCallLegs({
    ...deps,
    gone(legId) {
      sounds.quiet(legId);
      leftOutNews.forget(legId);
      recording.forget(legId);
    },
    came(kind, legId, packet, at) {
      cameAt = at;
      recording.came(kind, legId, packet, at);
    },
  });
  const recording = createRoomRecording({
    pulse: recordingPulse,
    now: deps.now,
    gateTo: callLegs.gateTo,
    askForPicture: (legId) => legs.get(legId)?.askForPicture(),
    onTrouble: recordingFailed,
  });
  let version = 0;
  let matrix: RoutingMatrix = {};
  let over = false;
  let cameAt = Number.NEGATIVE_INFINITY;
  const inTurn = createTurn();

  /** Gives each leg its row; a leg without one receives nothing. */
  function apply(): void {
    for (const [legId, leg] of legs) {
      const row = matrix[legId];
      const sound = over ? undefined : sounds.wanted(legId, row);
      const heard = [...(row?.audio ?? []), ...(sound ? [soundSource] : [])];
      leg.receive("audio", heard, (source) => callLegs.gateTo("audio", source));
      leg.receive("video", row?.video ?? [], (source) => callLegs.gateTo("video", source));
      sounds.settle(legId, leg, sound);
      leftOutNews.found(legId, leg.leftOut());
    }
  }

  /** Whoever sees somebody new needs a whole picture to begin with. */
  function askForPictures(before: RoutingMatrix): void {
    for (const source of newlySeen(before, matrix)) legs.get(source)?.askForPicture();
  }

  /** Before anything of a leg that comes is made. */
  function admit(legId: string): void {
    if (over) throw new MediaRefusal("the call is over");
    if (legId === soundSource) throw new MediaRefusal(`no leg may be called ${soundSource}`);
  }

  const ofEach = <T>(figures: (leg: CallLeg, legId: string) => T): Record<string, T> =>
    Object.fromEntries([...legs].map(([legId, leg]) => [legId, figures(leg, legId)]));
  const plays = (legId: string) => ({ plays: sounds.playing(legId) });

  return {
    recording,
    hasLegs: () => legs.size > 0,
    /** When the last packet came from anybody. */
    cameAt: () => cameAt,
    states: (): Record<string, LegMediaState> =>
      Object.fromEntries([...legs].map(([legId, leg]) => [legId, leg.state()])),
    add: (legId: string, options: WebLegOptions) =>
      inTurn(async () => {
        admit(legId);
        const answer = await callLegs.addWeb(legId, options);
        apply();
        askForPictures({});
        return { answer };
      }),
    addPhone: (legId: string) =>
      inTurn(async () => {
        admit(legId);
        const port = await callLegs.addPhone(legId);
        apply();
        return { port };
      }),
    connectPhone: callLegs.connectPhone,
    renegotiate: (legId: string, offer: string) =>
      inTurn(async () => {
        const answer = await callLegs.renegotiate(legId, offer);
        apply();
        return { answer };
      }),
    remove: (legId: string) =>
      inTurn(() => {
        sounds.askNoMore(legId);
        return callLegs.drop(legId);
      }),
    /** At once, not in turn: whoever is no longer to be heard must not be heard while somebody else is still joining. */
    route(
      newVersion: number,
      wanted: RoutingMatrix,
      voices: RecordedVoices = {},
      pictures: RecordedVoices = {},
    ): boolean {
      if (over || newVersion < version) return false;
      const before = matrix;
      version = newVersion;
      matrix = wanted;
      apply();
      recording.route({ audio: voices, video: pictures });
      askForPictures(before);
      return true;
    },
    play(legId: string, sound: Sound): void {
      if (!legs.has(legId)) throw new MediaRefusal(`leg ${legId} is not here`);
      sounds.ask(legId, sound);
      apply();
    },
    stopPlaying(legId: string): void {
      sounds.askNoMore(legId);
      apply();
    },
    end(): Promise<void> {
      over = true;
      matrix = {};
      apply();
      recording.route({ audio: {}, video: {} });
      return inTurn(async () => {
        await Promise.all([recording.end(), ...[...legs.keys()].map(callLegs.drop)]);
      });
    },
    levels: (): CallLevels => ofEach((leg, legId) => ({ ...leg.levels(), ...plays(legId) })),
    stats: (): Record<string, LegStats> => ofEach((leg, legId) => ({ ...leg.stats(), ...plays(legId) })),
  };
}

export type CallRoom = ReturnType<typeof createCallRoom>;
