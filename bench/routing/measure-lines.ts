import { randomUUID } from "node:crypto";
import type pg from "pg";
import { overflow } from "#server/features/routing/overflow.ts";
import { transact } from "#server/platform/news/index.ts";
import { percentile } from "../../chaos/percentile.ts";

const sizes = [1_000, 10_000] as const;
const rounds = 15;

/** What looking for those behind the last place of a full line costs. */
export interface LineCosts {
  readonly ms: Readonly<Record<(typeof sizes)[number], number>>;
  readonly growth: number;
  /** n log n. */
  readonly allowedGrowth: number;
}

/** One queue in which so many wait, and exactly so many may. */
async function fillLine(pool: pg.Pool, waiting: number): Promise<void> {
  const [workspaceId, queueId] = [randomUUID(), randomUUID()];
  await pool.query(
    "insert into workspaces (id, key, name, identity_secret) values ($1, $2, 'Long line', repeat('x', 40))",
    [workspaceId, `line-${workspaceId.slice(0, 8)}`],
  );
  await pool.query(
    "insert into queues (id, workspace_id, name, position, rules) values ($1, $2, 'Line', 1, $3::jsonb)",
    [queueId, workspaceId, JSON.stringify({ maxLength: waiting, whenFull: { to: "message" } })],
  );
  await pool.query(
    `with customer as (insert into customers (workspace_id, name) values ($1, 'Customer') returning id)
     insert into conversations (workspace_id, customer_id, queue_id, start_id, waiting_since)
     select $1, customer.id, $2, gen_random_uuid(), now() - make_interval(secs => 5 + n * 0.01)
     from customer, generate_series(1, $3::int) n`,
    [workspaceId, queueId, waiting],
  );
  await pool.query("vacuum analyze conversations");
}

/** How the cost of a look grows with a line ten times as long, of which nobody has to go. */
export async function measureLines(pool: pg.Pool): Promise<LineCosts> {
  const ms: number[] = [];
  for (const waiting of sizes) {
    await pool.query("delete from queues");
    await pool.query("delete from conversations");
    await fillLine(pool, waiting);
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      await transact(pool, (tx) => overflow(tx, []));
      samples.push(performance.now() - began);
    }
    ms.push(percentile(samples, 0.5));
  }
  const [short = 1, long = 0] = ms;
  const [few, many] = sizes;
  return {
    ms: { [few]: Number(short.toFixed(1)), [many]: Number(long.toFixed(1)) } as LineCosts["ms"],
    growth: Number((long / short).toFixed(1)),
    allowedGrowth: Number(((many * Math.log(many)) / (few * Math.log(few))).toFixed(1)),
  };
}
