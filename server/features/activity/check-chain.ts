import { activityHash, firstHash, type HashedEntry } from "#server/platform/activity/record-activity.ts";

/** What is wrong at a place of the log. */
export interface ChainProblem {
  readonly seq: number;
  readonly problem: "edited" | "missing" | "reordered" | "truncated";
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export interface ChainVerdict {
  readonly entries: number;
  readonly ok: boolean;
  /** The first thousand; an attacked log may have very many. */
  readonly problems: readonly ChainProblem[];
  /** The newest entry. Noted elsewhere, it shows a later log that was written anew from the start. */
  readonly head: ChainHead;
}

/** An entry with the two hashes it was stored with. */
export interface Link {
  readonly entry: HashedEntry;
  readonly previousHash: string;
  readonly hash: string;
}

const mostProblems = 1_000;
/** How far from its place an entry is looked for. */
const reach = 500;

/**
 * Checks a log entry by entry, in order, with memory for the last one alone: each hash, each link, each number and the
 * end. `head` is what the log says of its own end; `known` a head that was noted earlier, outside the database.
 */
export function createChainCheck(head: ChainHead, known?: ChainHead) {
  const problems: ChainProblem[] = [];
  let last = { seq: 0, hash: firstHash, isSound: true };
  let entries = 0;
  const find = (seq: number, problem: ChainProblem["problem"]) => {
    if (problems.length < mostProblems) problems.push({ seq, problem });
  };

  const judge = ({ entry, previousHash, hash }: Link): ChainProblem["problem"] | null => {
    if (activityHash(previousHash, entry) !== hash)
      return isOfAnotherPlace({ entry, previousHash, hash }) ? "reordered" : "edited";
    // An entry that was made anew has a right hash of its own, and hangs on nothing.
    const hangsOn = entry.seq !== last.seq + 1 || !last.isSound || previousHash === last.hash;
    const isKnown = known?.seq !== entry.seq || known.hash === hash;
    return hangsOn && isKnown && entry.seq <= head.seq ? null : "edited";
  };

  return {
    take(link: Link): void {
      const { seq } = link.entry;
      entries += 1;
      for (let gap = last.seq + 1; gap < seq && problems.length < mostProblems; gap += 1)
        find(gap, "missing");
      const problem = judge(link);
      if (problem) find(seq, problem);
      last = { seq, hash: link.hash, isSound: problem === null };
    },
    verdict(): ChainVerdict {
      if (last.seq < Math.max(head.seq, known?.seq ?? 0)) find(last.seq + 1, "truncated");
      else if (last.isSound && last.seq === head.seq && last.hash !== head.hash) find(last.seq, "edited");
      return { entries, ok: problems.length === 0, problems, head };
    },
  };
}

/** Whole but for its number: somebody has put it into another place. */
function isOfAnotherPlace({ entry, previousHash, hash }: Link): boolean {
  for (let away = 1; away <= reach; away += 1) {
    for (const seq of [entry.seq - away, entry.seq + away])
      if (seq > 0 && activityHash(previousHash, { ...entry, seq }) === hash) return true;
  }
  return false;
}
