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
  /** Takes the remaining ones as they are. */
  end(): void;
  readonly samples: readonly number[];
  /** The slowest ones, for the reader of the report. */
  readonly worst: readonly string[];
}

const tickMs = 15;
const notable = 2_000;

interface Behind {
  readonly watcher: Watcher;
  readonly target: number;
}

/** Measures how long viewers take to agree with the log after a disturbance. */
export function createConvergence(now: () => number = () => performance.now()): Convergence {
  const samples: number[] = [];
  const worst: string[] = [];
  let behind: Behind[] = [];
  let since = 0;
  let timer: NodeJS.Timeout | undefined;

  const note = ({ watcher, target }: Behind, ms: number) => {
    samples.push(ms);
    if (ms > notable && worst.length < 40)
      worst.push(
        `${watcher.id} in ${watcher.conversationId}: ${Math.round(ms)} ms, at ${watcher.lastSeq()} of ${target}`,
      );
  };
  const look = () => {
    const ms = now() - since;
    behind = behind.filter((each) => {
      if (each.watcher.lastSeq() < each.target) return true;
      note(each, ms);
      return false;
    });
    if (behind.length === 0) clearInterval(timer);
  };
  const end = () => {
    clearInterval(timer);
    look();
    for (const each of behind) note(each, now() - since);
    behind = [];
  };

  return {
    samples,
    worst,
    end,
    begin(at, heads, watchers) {
      end();
      since = at;
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
