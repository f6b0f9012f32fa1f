import type { Clock } from "#shared/sync/index.ts";

/** One turn of trying something: everything of an earlier turn is cut off and has nothing to say any more. */
export interface Turn {
  readonly signal: AbortSignal;
  isOver(): boolean;
  /** Rejects when the turn is over, or after so many milliseconds. */
  within<T>(ms: number, promise: Promise<T>): Promise<T>;
}

/** Turns that follow each other, with one timer among them. */
export function createTurns(clock: Clock) {
  let cut = new AbortController();
  let cancelTimer = () => {};

  return {
    next(): Turn {
      cancelTimer();
      cut.abort();
      cut = new AbortController();
      const mine = cut;
      return {
        signal: mine.signal,
        isOver: () => mine !== cut,
        within: (ms, promise) =>
          new Promise((resolve, reject) => {
            const late = () => reject(new DOMException("took too long", "AbortError"));
            const cancel = clock.after(ms, late);
            mine.signal.addEventListener("abort", late);
            promise.then(resolve, reject).finally(cancel);
          }),
      };
    },
    /** Runs something in this turn; there is one such plan at a time. */
    later(ms: number, run: () => void): void {
      const mine = cut;
      cancelTimer();
      cancelTimer = clock.after(ms, () => {
        if (mine === cut) run();
      });
    },
    cancel: () => cancelTimer(),
  };
}
