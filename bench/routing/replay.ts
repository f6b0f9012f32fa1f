import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { createRouter } from "#server/features/routing/router.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { createNewsDesk } from "#server/platform/news/index.ts";
import { percentile } from "../../chaos/percentile.ts";
import { createRandom } from "../../chaos/random.ts";
import type { BigFloor } from "./big-floor.ts";

/** What the replay of a load showed. */
export interface Replayed {
  readonly conversations: number;
  readonly offered: number;
  /** From "possible" (the conversation is committed, somebody is free) until the offer is told, ms. */
  readonly offerMs: { readonly p50: number; readonly p99: number };
  /** One row, written and committed, on the same database at the same time, ms. */
  readonly commitMs: { readonly p50: number; readonly p99: number };
  /** CPU of the router's process for one offer, µs; the database's is not in it. */
  readonly cpuUsPerOffer: number;
  /** Transactions of the router for one offer. */
  readonly commitsPerOffer: number;
}

const tenths = (value: number) => Number(value.toFixed(2));

/** Lets everybody who is asked accept at once, and close after a while, so that seats come free as on a floor. */
async function work(pool: pg.Pool, workspaceId: string): Promise<void> {
  await pool.query(
    `with taken as (
       update offers set state = 'accepted', ended_at = now(), version = version + 1
       where workspace_id = $1 and state = 'open' returning conversation_id, user_id)
     update conversations c set state = 'assigned', assignee_id = taken.user_id, assigned_at = now(), waiting_since = null
     from taken where c.id = taken.conversation_id`,
    [workspaceId],
  );
  await pool.query(
    `update conversations set state = 'closed', closed_at = now()
     where workspace_id = $1 and state = 'assigned' and assigned_at < now() - interval '20 seconds'`,
    [workspaceId],
  );
}

/**
 * Conversations at a rate through the product's own router and a real database. `wake` is called after the commit, as
 * the commands do; the offer is told when the teller of its news is called.
 */
export async function replay(
  pool: pg.Pool,
  floor: BigFloor,
  { perHour, seconds }: { readonly perHour: number; readonly seconds: number },
): Promise<Replayed> {
  const log = createLogger("silent");
  const news = createNewsDesk({ pool, log });
  const possible = new Map<string, number>();
  const offerMs: number[] = [];
  news.register("o", async (ids) => {
    const told = performance.now();
    const { rows } = await pool.query<{ id: string }>(
      "select conversation_id as id from offers where id = any($1)",
      [ids],
    );
    for (const { id } of rows) {
      const since = possible.get(id);
      if (since === undefined) continue;
      offerMs.push(told - since);
      possible.delete(id);
    }
  });
  for (const kind of ["c", "e", "s", "f"]) news.register(kind, async () => {});
  const router = createRouter({ pool, log, news, hooks: [] } as never);
  const random = createRandom(5);
  const commitMs: number[] = [];
  await pool.query("create table if not exists commit_probe (id uuid primary key)");
  const committed = async () =>
    Number(
      (await pool.query("select xact_commit as n from pg_stat_database where datname = current_database()"))
        .rows[0].n,
    );

  async function arrive(): Promise<void> {
    const id = randomUUID();
    await pool.query(
      `insert into conversations (id, workspace_id, customer_id, queue_id, start_id, waiting_since)
       values ($1, $2, $3, $4, $1, now())`,
      [id, floor.workspaceId, floor.customerId, random.pick(floor.queueIds)],
    );
    possible.set(id, performance.now());
    router.wake();
    const began = performance.now();
    await pool.query("insert into commit_probe values ($1)", [randomUUID()]);
    commitMs.push(performance.now() - began);
  }

  router.start();
  await sleep(1_500);
  const [cpu, before] = [process.cpuUsage(), await committed()];
  const total = Math.round((perHour / 3_600) * seconds);
  const began = performance.now();
  let others = 0;
  const settle = setInterval(() => {
    others += 2;
    void work(pool, floor.workspaceId).catch(() => undefined);
  }, 250);
  for (let count = 0; count < total; count++) {
    const due = began + ((count + random.next()) * 3_600_000) / perHour;
    await sleep(Math.max(0, due - performance.now()));
    await arrive();
  }
  for (const until = Date.now() + 5_000; possible.size > 0 && Date.now() < until; ) await sleep(20);
  const { user, system } = process.cpuUsage(cpu);
  const after = await committed();
  clearInterval(settle);
  await router.stop();
  const offered = offerMs.length;
  return {
    conversations: total,
    offered,
    offerMs: { p50: tenths(percentile(offerMs, 0.5)), p99: tenths(percentile(offerMs, 0.99)) },
    commitMs: { p50: tenths(percentile(commitMs, 0.5)), p99: tenths(percentile(commitMs, 0.99)) },
    cpuUsPerOffer: Math.round((user + system) / Math.max(1, offered)),
    commitsPerOffer: tenths((after - before - others - 2 * total) / Math.max(1, offered)),
  };
}
