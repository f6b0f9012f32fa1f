import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { type LegStates, type MediaEngine, MediaRefusal } from "#server/media/media-engine.ts";
import { fail } from "#shared/errors/app-error.ts";

/** A trial takes five seconds; who asks for so many at once is not trying. */
const mostTrials = 20;
const trialMs = 10_000;
const legId = "trial";

/**
 * Connections of staff with the engine, outside of any call: each hears the music and is heard by nobody, so that both
 * ways can be measured before somebody calls. They end by themselves.
 */
export function createTrials(engine: () => Promise<MediaEngine>, log: Logger) {
  const going = new Map<string, NodeJS.Timeout>();
  return {
    /** What is there but trials. */
    leftOutOf: (there: LegStates): LegStates =>
      Object.fromEntries(Object.entries(there).filter(([callId]) => !going.has(callId))),
    async open(offer: string): Promise<string> {
      if (going.size >= mostTrials) return fail("call.media_failed", { trials: going.size });
      const there = await engine();
      const callId = randomUUID();
      const end = () => {
        going.delete(callId);
        void there.endCall(callId).catch(() => {});
      };
      going.set(callId, setTimeout(end, trialMs).unref());
      const maySend = { audio: true, video: false };
      try {
        const { answer } = await there.addWebLeg(callId, legId, { offer, maySend });
        await there.setRouting(callId, 1, { [legId]: { audio: [], video: [], music: true } });
        return answer;
      } catch (error) {
        if (!(error instanceof MediaRefusal)) throw error;
        log.warn({ err: error }, "the media engine refused a trial");
        return fail("call.media_failed");
      }
    },
    stop(): void {
      for (const timer of going.values()) clearTimeout(timer);
      going.clear();
    },
  };
}
