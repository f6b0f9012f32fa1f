import { useSyncExternalStore } from "react";
import type { Clock } from "#shared/sync/index.ts";

/** The machine's clock and timers. Only ever used for distances; moments come from the server. */
export const machineClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const listeners = new Set<() => void>();
let tick = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick++;
    for (const each of [...listeners]) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Draws again each second; one timer for the whole page. */
export const useSecond = (): number => useSyncExternalStore(subscribe, () => tick);
