import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks per second of /proc; 100 on every Linux we know. */
const ticksPerSecond = 100;

interface Stat {
  readonly parent: number;
  /** CPU time of the process itself, and of its children that have ended, µs. */
  readonly own: number;
  readonly reaped: number;
}

function stat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const time = (index: number) => (Number(fields[index]) / ticksPerSecond) * 1e6;
    return {
      parent: Number(fields[1]),
      own: time(11) + time(12),
      reaped: time(13) + time(14),
    };
  } catch {
    return undefined;
  }
}

const allProcesses = (): number[] => readdirSync("/proc").map(Number).filter(Number.isInteger);

/** A process and everything below it. */
export function processTree(root: number): number[] {
  const parents = allProcesses().map((pid) => [pid, stat(pid)?.parent] as const);
  const children = Map.groupBy(parents, ([, parent]) => parent);
  const all = [root];
  for (let at = 0; at < all.length; at++) all.push(...(children.get(all[at]) ?? []).map(([pid]) => pid));
  return all;
}

/** CPU time spent so far by processes, µs. Children that ended are counted with the first, their parent. */
export function cpuMicros(pids: readonly number[]): number {
  const [first, ...others] = pids.map(stat);
  return (first ? first.own + first.reaped : 0) + others.reduce((all, each) => all + (each?.own ?? 0), 0);
}

/** Memory of processes in which what they share is shared out (PSS), bytes. */
export function pssBytes(pids: readonly number[]): number {
  return pids.reduce((all, pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      return all + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
    } catch {
      return all;
    }
  }, 0);
}
