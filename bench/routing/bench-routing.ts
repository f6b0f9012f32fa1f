import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "#server/platform/db/embedded/index.ts";
import { migrateDatabase } from "#server/platform/db/migrate.ts";
import { openDatabase } from "#server/platform/db/open-database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { buildBigFloor } from "./big-floor.ts";
import { type DecisionCost, measureDecisions } from "./measure-decisions.ts";
import { type Replayed, replay } from "./replay.ts";

const log = (line: string) => console.error(`[bench] ${line}`);

const sizes = [
  { agents: 500, queues: 20 },
  { agents: 5_000, queues: 200 },
] as const;
const queuesPerAgent = 3;
const load = { perHour: 20_000, seconds: 60 };
/** p99 of an offer, in p99s of a commit. */
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

  const floors: (Replayed & { readonly agents: number; readonly queues: number })[] = [];
  for (const { agents, queues } of sizes) {
    const replayed = await onADatabase((pool) =>
      buildBigFloor(pool, { agents, queues, queuesPerAgent }).then((floor) => replay(pool, floor, load)),
    );
    log(`${agents} agents, ${queues} queues: ${JSON.stringify(replayed)}`);
    floors.push({ agents, queues, ...replayed });
  }
  const [small, large] = floors;
  const inCommits = Number(((large?.offerMs.p99 ?? 0) / (large?.commitMs.p99 ?? 1)).toFixed(2));
  const cpuGrowth = Number(((large?.cpuUsPerOffer ?? 0) / (small?.cpuUsPerOffer ?? 1)).toFixed(2));
  const all = floors.every(({ offered, conversations }) => offered === conversations);
  return {
    bench: "routing",
    decisions,
    growth,
    allowedGrowth: Number(allowedGrowth.toFixed(2)),
    floors,
    offerP99InCommits: inCommits,
    cpuGrowth,
    ok: all && growth <= allowedGrowth && cpuGrowth <= allowedGrowth && inCommits <= mostCommits,
  };
}

async function onADatabase<T>(
  run: (pool: Awaited<ReturnType<typeof openDatabase>>["pool"]) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "sidetone-bench-routing-"));
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
      return await run(database.pool);
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
