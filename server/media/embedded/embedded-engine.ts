import { type MediaEngine, type MediaEngineEvents, MediaRefusal } from "../media-engine.ts";
import { createPulse } from "../pulse.ts";
import type { CallRecorder } from "../recording/call-recorder.ts";
import { createSoundClock } from "../sounds/sound-clock.ts";
import { soundLibrary } from "../sounds/sound-library.ts";
import { type CallRoom, createCallRoom } from "./call-room.ts";
import type { MediaAddress } from "./peer-settings.ts";

export interface EmbeddedEngineDeps {
  readonly address: MediaAddress;
  readonly events: MediaEngineEvents;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
  /** How long what was said before a listener was let in may be on its way. */
  readonly guardMs?: number;
}

export interface EmbeddedEngine extends MediaEngine {
  /** The calls that have a leg here. */
  calls(): readonly string[];
  /** Whether anything came from anybody in the last so many ms; legs whose browsers are gone may still be here. */
  isTalking(withinMs: number): boolean;
}

/** As often as a meter needs to look alive. */
const levelsEveryMs = 200;
/** How much of a recording a killed process takes along. */
const recordingEveryMs = 250;
/** How many ended calls are remembered, so that a command that comes late does not begin one anew. */
const mostEnded = 1_000;

/** Calls in this process: each leg's packets go to the legs whose row of the routing names it, and to no other. */
export function createEmbeddedEngine({
  address,
  events,
  now = () => performance.now(),
  guardMs = 200,
}: EmbeddedEngineDeps): EmbeddedEngine {
  const rooms = new Map<string, CallRoom>();
  const ended = new Set<string>();
  const soundClock = createSoundClock(now);
  const levelNews = createPulse<string>(levelsEveryMs, (callId) => {
    const room = rooms.get(callId);
    if (room?.hasLegs()) events.levels?.(callId, room.levels());
  });
  const recordingPulse = createPulse<CallRecorder>(recordingEveryMs, (recorder) => recorder.flush());
  // Made now: in the middle of a call it would be a gap in everybody's.
  soundLibrary();

  function roomOf(callId: string): CallRoom {
    if (ended.has(callId)) throw new MediaRefusal(`call ${callId} is over`);
    const room =
      rooms.get(callId) ??
      createCallRoom({
        address,
        now,
        guardMs,
        soundClock,
        recordingPulse,
        legState: (legId, state) => events.legState(callId, legId, state),
        key: (legId, key) => events.key?.(callId, legId, key),
        leftOut: (legId, leftOut) => events.leftOut?.(callId, legId, leftOut),
        recordingFailed: (reason) => events.recordingFailed?.(callId, reason),
      });
    rooms.set(callId, room);
    return room;
  }

  function roomThere(callId: string): CallRoom {
    const room = rooms.get(callId);
    if (!room) throw new MediaRefusal(`call ${callId} is not here`);
    return room;
  }

  async function endCall(callId: string): Promise<void> {
    ended.add(callId);
    for (const oldest of ended) if (ended.size > mostEnded) ended.delete(oldest);
    const room = rooms.get(callId);
    rooms.delete(callId);
    levelNews.drop(callId);
    await room?.end();
  }

  return {
    calls: () => [...rooms].filter(([, room]) => room.hasLegs()).map(([callId]) => callId),
    isTalking: (withinMs) => [...rooms.values()].some((room) => now() - room.cameAt() < withinMs),
    addWebLeg: async (callId, legId, options) => roomOf(callId).add(legId, options),
    addPhoneLeg: async (callId, legId) => roomOf(callId).addPhone(legId),
    connectPhoneLeg: async (callId, legId, gatewayPort) => roomThere(callId).connectPhone(legId, gatewayPort),
    renegotiate: async (callId, legId, offer) => roomOf(callId).renegotiate(legId, offer),
    removeLeg: async (callId, legId) => rooms.get(callId)?.remove(legId),
    setRouting: async (callId, version, matrix, voices, pictures) =>
      !ended.has(callId) && roomOf(callId).route(version, matrix, voices, pictures),
    play: async (callId, legId, sound) => roomThere(callId).play(legId, sound),
    stopPlaying: async (callId, legId) => rooms.get(callId)?.stopPlaying(legId),
    startRecording: async (callId, { folder }) => roomOf(callId).recording.start(folder),
    pauseRecording: async (callId) => roomThere(callId).recording.pause(true),
    resumeRecording: async (callId) => roomThere(callId).recording.pause(false),
    stopRecording: async (callId) => roomThere(callId).recording.stop(),
    endCall,
    watchLevels: async (callId, on) =>
      on && !ended.has(callId) ? levelNews.add(callId) : levelNews.drop(callId),
    states: async () => Object.fromEntries([...rooms].map(([callId, room]) => [callId, room.states()])),
    stats: async (callId) => rooms.get(callId)?.stats() ?? {},
    async stop() {
      await Promise.all([...rooms.keys()].map(endCall));
    },
  };
}
