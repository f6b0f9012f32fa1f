import type { Clock } from "./types.ts";

/** Silence of this length is probed. With the answer's time it must stay below 3 s. */
const quietMs = 1_200;
/** A timer that comes this much early or late by the clock: the clock has jumped, or the machine slept. */
const driftMs = 250;

export interface PulseDeps {
  readonly clock: Clock;
  /** Rejects when no answer came within `timeoutMs`. */
  readonly ping: (timeoutMs: number) => Promise<unknown>;
  /** An answer, and how long it took. */
  readonly onAnswer: (answer: unknown, tripMs: number) => void;
  readonly onSilence: () => void;
}

export interface Pulse {
  /** Begins anew; `patienceMs`: how long an answer may take. */
  start(patienceMs: number): void;
  stop(): void;
  /** Something arrived: no need to probe. */
  heard(): void;
}

/** Watches for silence: an open socket proves nothing, an answer does. */
export function createPulse({ clock, ping, onAnswer, onSilence }: PulseDeps): Pulse {
  let beat = 0;
  let patience = 0;
  let lastHeard = 0;
  let cancel = () => {};

  const ask = (mine: number) => {
    const asked = clock.now();
    ping(patience).then(
      (answer) => {
        if (mine !== beat) return;
        lastHeard = clock.now();
        onAnswer(answer, Math.min(lastHeard - asked, patience));
        listen(mine, quietMs);
      },
      () => {
        if (mine === beat) onSilence();
      },
    );
  };

  const listen = (mine: number, ms: number) => {
    const began = clock.now();
    cancel = clock.after(ms, () => {
      if (mine !== beat) return;
      const quiet = clock.now() - lastHeard;
      const jumped = Math.abs(clock.now() - began - ms) > driftMs;
      if (quiet < quietMs && !jumped) listen(mine, quietMs - quiet);
      else ask(mine);
    });
  };

  const stop = () => {
    beat++;
    cancel();
  };

  return {
    stop,
    start(patienceMs) {
      stop();
      patience = patienceMs;
      lastHeard = clock.now();
      listen(beat, quietMs);
    },
    heard() {
      lastHeard = clock.now();
    },
  };
}
