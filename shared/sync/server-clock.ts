import type { Clock } from "./types.ts";

/** The server's clock as far as we know it. */
export interface ServerClock {
  now(): number;
  /** `tripMs`: how long the question and its answer were under way. */
  set(serverTime: string, tripMs: number): void;
}

/** Follows the server's clock, whatever ours says. Every answer of the server sets it right again. */
export function createServerClock(clock: Clock): ServerClock {
  let skew = 0;
  return {
    now: () => clock.now() + skew,
    set(serverTime, tripMs) {
      const moment = Date.parse(serverTime);
      if (Number.isFinite(moment)) skew = moment + Math.max(0, tripMs) / 2 - clock.now();
    },
  };
}
