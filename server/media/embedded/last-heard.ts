import { clockRates, type Kind } from "./leg-slots.ts";
import { type IsOpen, type LastHeard, privacyGate } from "./privacy-gate.ts";

/** Remembers when each leg was last heard, for the gates of those who are let in to it. */
export function createLastHeard(now: () => number, guardMs: number) {
  const last: Record<Kind, Map<string, { -readonly [K in keyof LastHeard]: number }>> = {
    audio: new Map(),
    video: new Map(),
  };
  return {
    note(kind: Kind, legId: string, timestamp: number, at: number): void {
      const known = last[kind].get(legId);
      if (!known) {
        last[kind].set(legId, { timestamp, at });
        return;
      }
      known.timestamp = timestamp;
      known.at = at;
    },
    forget(legId: string): void {
      last.audio.delete(legId);
      last.video.delete(legId);
    },
    /** Of a listener who is let in to the leg now. */
    gateTo(kind: Kind, legId: string): IsOpen {
      const known = last[kind].get(legId);
      return privacyGate(known && { ...known }, now(), clockRates[kind], guardMs);
    },
  };
}
