export interface Convergence {
  /**
   * From now on, the time until each of these has come true is taken. Those that a newer beginning finds still
   * open are written down with the time that has passed.
   */
  begin(at: number, waits: readonly (() => boolean)[]): void;
  /** Takes the remaining ones as they are. Answers the samples since the beginning. */
  end(): readonly number[];
  readonly samples: readonly number[];
}

const tickMs = 15;

/** Measures how long everybody takes to agree after a disturbance. */
export function createConvergence(now: () => number = () => performance.now()): Convergence {
  const samples: number[] = [];
  let open: readonly (() => boolean)[] = [];
  let since = 0;
  let first = 0;
  let timer: NodeJS.Timeout | undefined;

  const look = () => {
    const ms = now() - since;
    open = open.filter((isTrue) => {
      if (!isTrue()) return true;
      samples.push(ms);
      return false;
    });
    if (open.length === 0) clearInterval(timer);
  };
  const end = () => {
    clearInterval(timer);
    look();
    samples.push(...open.map(() => now() - since));
    open = [];
    return samples.slice(first);
  };

  return {
    samples,
    end,
    begin(at, waits) {
      end();
      since = at;
      first = samples.length;
      open = waits;
      look();
      if (open.length > 0) timer = setInterval(look, tickMs);
    },
  };
}
