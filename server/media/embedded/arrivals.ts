import type { LegMediaState } from "../media-engine.ts";

/** A voice sends fifty packets a second, silence too; none for so long, and its end or its network is gone, ms. */
const silentMs = 3_000;
/** A connection that was just made has this much longer for its first packet, ms. */
const firstMs = 7_000;
const lookMs = 500;

/**
 * Tells how a leg's media stands: what its connection says, and that nothing arrives any more. The connection itself takes
 * half a minute to notice that its other end was killed.
 */
export function createArrivals(now: () => number, told: (state: LegMediaState) => void) {
  let connection: LegMediaState = "connecting";
  let last: number | undefined;
  let said: LegMediaState = "connecting";

  function tell(): void {
    const isSilent = last !== undefined && now() - last > silentMs;
    const state = connection === "connected" && isSilent ? "lost" : connection;
    if (state === said) return;
    said = state;
    told(state);
  }

  const timer = setInterval(tell, lookMs);
  timer.unref();
  return {
    connection(state: LegMediaState): void {
      // What was silent before it was connected anew says nothing of what comes now.
      if (state === "connected" && connection !== "connected") last = now() + firstMs;
      connection = state;
      tell();
    },
    /** A packet has come. */
    arrived(at: number): void {
      last = at;
      if (said === "lost") tell();
    },
    state: () => said,
    stop: () => clearInterval(timer),
  };
}
