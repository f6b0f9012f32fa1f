import { isPassing, type ProblemCode, problemOf } from "#renderer/platform/http/errors.ts";
import { createSource, type Observable } from "#renderer/platform/observable.ts";
import type { Clock } from "#shared/sync/index.ts";

export interface SwitchState<T> {
  /** What this person wants. */
  readonly wanted: T;
  /** What the server has said is so. */
  readonly inForce: T;
  /** The server has not acknowledged what is wanted yet. */
  readonly pending: boolean;
  /** Why the last wish did not come true. */
  readonly problem: ProblemCode | null;
}

/** What a person chooses and the server decides. */
export interface SettleSwitch<T> {
  readonly state: Observable<SwitchState<T>>;
  want(value: T): void;
  /** News of what is in force. */
  heard(value: T): void;
  stop(): void;
}

interface SwitchDeps<T> {
  readonly start: T;
  /** What is never wrong to be: where it goes when nobody knows what the server has made of a wish. */
  readonly safe: T;
  /** Tells the server; resolves with what is in force then. */
  readonly ask: (value: T) => Promise<T>;
  readonly clock: Clock;
}

const pauseMs = 1_000;

/**
 * Brings the server to what is wanted, one request at a time, the last wish last. When a request fails, or something is in
 * force that was not asked for here, it goes to what is safe and stays there until the server has acknowledged that.
 */
export function createSettleSwitch<T>({ start, safe, ask, clock }: SwitchDeps<T>): SettleSwitch<T> {
  const state = createSource<SwitchState<T>>({
    wanted: start,
    inForce: start,
    pending: false,
    problem: null,
  });
  let stopped = false;
  let busy = false;
  let cancel = () => {};
  const set = (part: Partial<SwitchState<T>>) => state.set({ ...state.get(), ...part });

  function settle(mustAsk = false): void {
    const { wanted, inForce } = state.get();
    if (stopped || busy) return;
    if (wanted === inForce && !mustAsk) {
      set({ pending: false });
      return;
    }
    busy = true;
    set({ pending: true });
    ask(wanted).then(
      (now) => answered(wanted, now),
      (error) => failed(wanted, problemOf(error)),
    );
  }

  function answered(asked: T, now: T): void {
    busy = false;
    if (stopped) return;
    set({ inForce: now });
    // Somebody else's doing has come between: not what was wished.
    if (now !== asked && state.get().wanted === asked) set({ wanted: safe });
    settle();
  }

  function failed(asked: T, problem: ProblemCode): void {
    busy = false;
    if (stopped) return;
    // It may have been carried out: what is safe is asked for until that is acknowledged.
    const isUnknown = asked === safe || isPassing(problem) || problem === "internal";
    set({ wanted: safe, problem, pending: isUnknown });
    if (isUnknown) cancel = clock.after(pauseMs, () => settle(true));
    else settle();
  }

  return {
    state,
    want(value) {
      if (stopped) return;
      // While it is not known what is in force, only what is safe may be asked for.
      const isUnknown = !busy && state.get().pending;
      if (isUnknown) return;
      set({ wanted: value, problem: null, pending: busy || value !== state.get().inForce });
      settle();
    },
    heard(value) {
      const { inForce, pending } = state.get();
      if (stopped || pending || value === inForce) return;
      set({ inForce: value, wanted: safe });
      settle();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** True when what is wanted is in force and nothing is on its way. */
export const isSettled = <T>({ wanted, inForce, pending }: SwitchState<T>): boolean =>
  !pending && wanted === inForce;
