import type { Clock } from "../types.ts";

/** Time that only passes when a test says so. Timers follow true time; what `now` shows can be put wrong. */
export interface FakeClock extends Clock {
  /** Lets time pass: runs what falls due, in order, and all that follows from it. */
  advance(ms: number): Promise<void>;
  /** Puts the shown time forward or back; true time is unmoved. */
  jump(ms: number): void;
  /** True time since the start. */
  elapsed(): number;
  /** Timers that wait. */
  pending(): number;
}

/** Lets everything run that waits for nothing but a promise. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Makes a clock that starts on a fixed day. */
export function createFakeClock(start = Date.parse("2026-11-22T09:00:00Z")): FakeClock {
  const timers = new Set<Timer>();
  let time = 0;
  let wrong = 0;

  const nextDue = (until: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (timer.at <= until && (!first || timer.at < first.at)) first = timer;
    return first;
  };

  return {
    now: () => start + time + wrong,
    after(ms, run) {
      const timer = { at: time + Math.max(0, ms), run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = time + ms;
      await settle();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        time = timer.at;
        timer.run();
        await settle();
      }
      time = until;
    },
    jump(ms) {
      wrong += ms;
    },
    elapsed: () => time,
    pending: () => timers.size,
  };
}

/** A repeatable source of chance (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An id of the right shape, the same for the same number. */
export const uuid = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
