/** A viewer of a conversation, as far as convergence is concerned. */
export interface Watcher {
  readonly id: string;
  readonly conversationId: string;
  readonly side: "staff" | "customer";
  /** The newest number it shows, in its side's count. */
  lastSeq(): number;
}

export interface Head {
  readonly lastSeq: number;
  readonly lastPublicSeq: number;
}

export interface Convergence {
  /**
   * From now on, the time until each watcher shows everything up to the heads is taken. Those that a newer
   * beginning finds still behind are written down with the time that has passed.
   */
  begin(at: number, heads: ReadonlyMap<string, Head>, watchers: readonly Watcher[]): void;
  /** Takes the remaining ones as they are. Answers the samples since the beginning. */
  end(): readonly number[];
  readonly samples: readonly number[];
}

const tickMs = 15;

interface Behind {
  readonly watcher: Watcher;
  readonly target: number;
}

/** Measures how long viewers take to agree with the log after a disturbance. */
export function createConvergence(now: () => number = () => performance.now()): Convergence {
  const samples: number[] = [];
  let behind: Behind[] = [];
  let since = 0;
  let first = 0;
  let timer: NodeJS.Timeout | undefined;

  const look = () => {
    const ms = now() - since;
    behind = behind.filter(({ watcher, target }) => {
      if (watcher.lastSeq() < target) return true;
      samples.push(ms);
      return false;
    });
    if (behind.length === 0) clearInterval(timer);
  };
  const end = () => {
    clearInterval(timer);
    look();
    samples.push(...behind.map(() => now() - since));
    behind = [];
    return samples.slice(first);
  };

  return {
    samples,
    end,
    begin(at, heads, watchers) {
      end();
      since = at;
      first = samples.length;
      behind = watchers.flatMap((watcher) => {
        const head = heads.get(watcher.conversationId);
        if (!head) return [];
        return [{ watcher, target: watcher.side === "staff" ? head.lastSeq : head.lastPublicSeq }];
      });
      look();
      if (behind.length > 0) timer = setInterval(look, tickMs);
    },
  };
}
