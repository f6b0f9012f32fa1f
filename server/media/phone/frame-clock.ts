const frameMs = 20;
/** After a longer stall nobody wants to hear what was missed. */
const mostCaughtUp = 5;

export interface FrameClock {
  /** @returns the remover. */
  add(tick: () => void): () => void;
  stop(): void;
}

/** One beat every 20 ms for all phones of the process: by the clock, so that late timers do not add up. */
export function createFrameClock(now: () => number = () => performance.now()): FrameClock {
  const ticks = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let due = 0;

  function beat(): void {
    let caughtUp = 0;
    while (now() >= due) {
      due += frameMs;
      if (++caughtUp > mostCaughtUp) {
        due = now() + frameMs;
        break;
      }
      for (const tick of ticks) tick();
    }
    schedule();
  }
  function schedule(): void {
    timer = ticks.size > 0 ? setTimeout(beat, Math.max(1, due - now())) : undefined;
  }

  return {
    add(tick) {
      ticks.add(tick);
      if (!timer) {
        due = now() + frameMs;
        schedule();
      }
      return () => ticks.delete(tick);
    },
    stop(): void {
      clearTimeout(timer);
      ticks.clear();
    },
  };
}
