import { mkdir, mkdtemp, rm, statfs } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "#server/platform/db/embedded/index.ts";
import { migrateDatabase } from "#server/platform/db/migrate.ts";
import { openDatabase } from "#server/platform/db/open-database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { buildBigFloor } from "./big-floor.ts";
import { type DecisionCost, measureDecisions } from "./measure-decisions.ts";
import { measureLines } from "./measure-lines.ts";
import { type Replayed, replay } from "./replay.ts";

const log = (line: string) => console.error(`[bench] ${line}`);

const sizes = [
  { agents: 500, queues: 20 },
  { agents: 5_000, queues: 200 },
] as const;
const queuesPerAgent = 3;
const load = { perHour: 20_000, seconds: 60, scarce: 45, everySeconds: 15 };
/** An offer is there after so many commits at most (p99): of the look that was running, of its own, and one to spare. */
const mostCommits = 3;

/** n log n from the smaller to the larger floor. */
const allowedGrowth = (5_000 * Math.log(5_000)) / (500 * Math.log(500));

/** What routing costs on a floor of 5,000 agents and 200 queues, and how the cost grows from 500. */
export async function benchRouting(): Promise<object> {
  // The cost of one decision over everybody, as if all were in one queue: the worst case.
  const decisions: DecisionCost[] = [];
  for (const { agents, queues } of sizes) {
    decisions.push(measureDecisions(agents, Math.ceil((agents * queuesPerAgent) / queues)));
    decisions.push(measureDecisions(agents, agents));
  }
  for (const one of decisions)
    log(`${one.agents} agents, ${one.candidates} candidates: ${one.decisionsPerSecond}/s, ${one.cpuUs} µs`);
  const everybody = decisions
    .filter(({ agents, candidates }) => agents === candidates)
    .map(({ cpuUs }) => cpuUs);
  const growth = Number(((everybody[1] ?? 0) / (everybody[0] ?? 1)).toFixed(2));

  const began = loadavg();
  const floors: (Replayed & { readonly agents: number; readonly queues: number })[] = [];
  for (const { agents, queues } of sizes) {
    const busy = loadavg()[0] ?? 0;
    const replayed = await onADatabase(async (pool, url) => {
      const floor = await buildBigFloor(pool, { agents, queues, queuesPerAgent });
      return replay(pool, floor, url, load);
    });
    log(`${agents} agents, ${queues} queues, at a load of ${busy.toFixed(1)}: ${JSON.stringify(replayed)}`);
    floors.push({ agents, queues, ...replayed });
  }
  const [small, large] = floors;
  // The time beside that of a commit says how quick the disk is beside the processor, so no mark is set on it.
  const inCommitTimes = Number(((large?.offerMs.p99 ?? 0) / (large?.commitMs.p99 ?? 1)).toFixed(2));
  const waited = Math.max(...floors.map((floor) => floor.waited.p99));
  const cpuGrowth = Number(((large?.cpuUsPerOffer ?? 0) / (small?.cpuUsPerOffer ?? 1)).toFixed(2));
  const all = floors.every(({ offered, possible }) => offered === possible);
  const lines = await onADatabase(measureLines);
  log(`looking for those behind the last place: ${JSON.stringify(lines)}`);
  return {
    bench: "routing",
    decisions,
    growth,
    allowedGrowth: Number(allowedGrowth.toFixed(2)),
    floors,
    offerP99InCommits: waited,
    offerP99InCommitTimes: inCommitTimes,
    cpuGrowth,
    lines,
    /** Others at work on the machine, before and after; on as many cores. */
    machine: { loadBefore: began[0], loadAfter: loadavg()[0], cores: availableParallelism() },
    ok:
      all &&
      lines.growth <= lines.allowedGrowth &&
      growth <= allowedGrowth &&
      cpuGrowth <= allowedGrowth &&
      waited <= mostCommits,
  };
}

/** A file system in memory, where a commit is none: nothing reaches a disk. */
const tmpfs = 0x0102_1994;

/** A folder on a disk, as a database has it. */
async function onDisk(): Promise<string> {
  const { type } = await statfs(tmpdir());
  const base = type === tmpfs ? "/var/tmp" : tmpdir();
  await mkdir(base, { recursive: true });
  return mkdtemp(join(base, "sidetone-bench-routing-"));
}

async function onADatabase<T>(
  run: (pool: Awaited<ReturnType<typeof openDatabase>>["pool"], url: string) => Promise<T>,
): Promise<T> {
  const dataDir = await onDisk();
  const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet });
  try {
    const database = await openDatabase({
      databaseUrl: postgres.url,
      dataDir: "",
      log: createLogger("silent"),
    });
    try {
      await migrateDatabase(database.pool);
      return await run(database.pool, postgres.url);
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
