import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createRouter } from "#server/features/routing/router.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { createNewsDesk } from "#server/platform/news/index.ts";
import { percentile } from "../../chaos/percentile.ts";
import { createRandom } from "../../chaos/random.ts";
import type { BigFloor } from "./big-floor.ts";
import { type Asks, addScarceAgents, comes, freeUp, type ScarceAgent, takesIt } from "./scarce-agents.ts";

interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** By what an offer became possible: somebody came to wait, became ready, or had ended what he had. */
const moments = ["arrival", "ready", "ended"] as const;
type Moment = (typeof moments)[number];

/** What the replay of a load showed. */
export interface Replayed {
  /** How often something became possible, and how often an offer came of it. */
  readonly possible: number;
  readonly offered: number;
  /** From "possible" (committed on both sides) until the offer is told, ms. */
  readonly offerMs: Times;
  readonly by: Readonly<Record<Moment, Times>>;
  /** The same counted in commits: the looks that the router committed from "possible" until the offer is told. */
  readonly waited: Times;
  /** One row, written and committed, on the same database, begun at the very moment at which an offer is possible, ms. */
  readonly commitMs: Times;
  /** CPU of the router's process for one offer, µs; the database's is not in it. */
  readonly cpuUsPerOffer: number;
  /** Transactions of the router for one offer. */
  readonly commitsPerOffer: number;
}

const tenths = (value: number) => Number(value.toFixed(2));
const timesOf = (samples: readonly number[]): Times => ({
  p50: tenths(percentile(samples, 0.5)),
  p99: tenths(percentile(samples, 0.99)),
});

/** Lets everybody of the big queues who is asked accept at once, and close after a while, as on a floor. */
async function work(pool: Asks, { workspaceId, customerId }: BigFloor): Promise<void> {
  await pool.query(
    `with taken as (
       update offers set state = 'accepted', ended_at = now(), version = version + 1
       where workspace_id = $1 and state = 'open' and user_id like 'a-%' returning conversation_id, user_id)
     update conversations c set state = 'assigned', assignee_id = taken.user_id, assigned_at = now(), waiting_since = null
     from taken where c.id = taken.conversation_id`,
    [workspaceId],
  );
  await pool.query(
    `update conversations set state = 'closed', closed_at = now()
     where customer_id = $1 and state = 'assigned' and assigned_at < now() - interval '20 seconds' and assignee_id like 'a-%'`,
    [customerId],
  );
}

/** Connections of its own, so that nobody waits for a free one; there already when they are needed. */
async function openProbe(connectionString: string): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString, max: 6, idleTimeoutMillis: 0 });
  // The database may be stopped before its last connection has closed.
  pool.on("error", () => undefined);
  await pool.query("create table if not exists commit_probe (id uuid primary key)");
  await Promise.all(Array.from({ length: 6 }, () => pool.query("select pg_sleep(0.05)")));
  return pool;
}

/** Times from a beginning to an end, by name. */
function stopwatch(commits: () => number) {
  const open = new Map<
    string,
    { readonly since: number; readonly commits: number; readonly moment: Moment }
  >();
  /** Told before its beginning was noted: the router was looking anyhow. */
  const early = new Set<string>();
  const samples: Record<Moment, number[]> = { arrival: [], ready: [], ended: [] };
  const waited: number[] = [];
  return {
    samples,
    waited,
    open,
    begin(id: string, moment: Moment): void {
      if (early.delete(id)) samples[moment].push(0);
      else open.set(id, { since: performance.now(), commits: commits(), moment });
    },
    end(id: string, at: number): void {
      const begun = open.get(id);
      if (!begun) {
        early.add(id);
        return;
      }
      samples[begun.moment].push(at - begun.since);
      waited.push(commits() - begun.commits);
      open.delete(id);
    },
  };
}

interface Load {
  readonly perHour: number;
  readonly seconds: number;
  /** So many scarce agents, each of whom is freed every so many seconds: sooner than what rings at his desk lapses. */
  readonly scarce: number;
  readonly everySeconds: number;
}

/**
 * Conversations at a rate through the product's own router and a real database, while agents come back and end what they
 * have. The router is woken after the commit, as the commands do; the offer is told when the teller of its news is called.
 */
export async function replay(pool: pg.Pool, floor: BigFloor, url: string, load: Load): Promise<Replayed> {
  const log = createLogger("silent");
  const news = createNewsDesk({ pool, log });
  const routers = countLooks(pool);
  const watch = stopwatch(() => routers.commits);
  news.register("o", async (ids) => {
    const told = performance.now();
    const { rows } = await pool.query<{ id: string }>(
      "select conversation_id as id from offers where id = any($1)",
      [ids],
    );
    for (const { id } of rows) watch.end(id, told);
  });
  for (const kind of ["c", "e", "s", "f"]) news.register(kind, async () => {});
  const router = createRouter({ pool: routers.pool, log, news, hooks: [] } as never);
  const probe = await openProbe(url);
  const commitMs: number[] = [];
  /** It is possible from now on: the router is woken, and at the same moment a commit begins. */
  const possible = async (id: string, moment: Moment): Promise<void> => {
    watch.begin(id, moment);
    const began = performance.now();
    const committed = probe.query({
      name: "probe",
      text: "insert into commit_probe values ($1)",
      values: [randomUUID()],
    });
    router.wake();
    await committed;
    commitMs.push(performance.now() - began);
  };

  const agents = await addScarceAgents(pool, floor, load.scarce);
  router.start();
  await sleep(1_500);
  const spent = await spending(pool);
  const floorPool = countedPool(pool);
  const settle = setInterval(() => void work(floorPool, floor).catch(() => undefined), 250);
  const [arrived, freed] = await Promise.all([
    arrivals(load, async (queueId) => possible(await comes(floorPool, floor, queueId), "arrival"), floor),
    freeings(
      load,
      agents,
      watch.open,
      async (agent) => {
        const moment = agent.busyWith ? "ended" : "ready";
        await freeUp(floorPool, agent);
        await possible(agent.next, moment);
      },
      (agent) => takesIt(floorPool, floor, agent),
    ),
  ]);
  for (const until = Date.now() + 5_000; watch.open.size > 0 && Date.now() < until; ) await sleep(20);
  const { cpuUs, commits } = await spent();
  clearInterval(settle);
  await router.stop();
  await probe.end();
  const all = moments.flatMap((moment) => watch.samples[moment]);
  return {
    possible: arrived + freed,
    offered: all.length,
    offerMs: timesOf(all),
    by: {
      arrival: timesOf(watch.samples.arrival),
      ready: timesOf(watch.samples.ready),
      ended: timesOf(watch.samples.ended),
    },
    waited: timesOf(watch.waited),
    commitMs: timesOf(commitMs),
    cpuUsPerOffer: Math.round(cpuUs / Math.max(1, all.length)),
    commitsPerOffer: tenths((commits - floorPool.asked - commitMs.length) / Math.max(1, all.length)),
  };
}

/**
 * The same pool, and how often one of the router's looks was committed. What it tends beside them (offers that run out,
 * full lines) has connections of its own, and nobody waits for it.
 */
function countLooks(pool: pg.Pool) {
  const counted = { commits: 0, pool: pool as Pick<pg.Pool, "connect" | "query"> };
  counted.pool = {
    query: pool.query.bind(pool),
    async connect() {
      const client = await pool.connect();
      let isLook = false;
      const query = (...args: Parameters<typeof client.query>) => {
        const [asked] = args as unknown as [string | { readonly name?: string }];
        if (typeof asked === "object" && asked.name === "router-turn") isLook = true;
        if (asked === "commit" && isLook) counted.commits++;
        return client.query(...args);
      };
      return { query, release: client.release.bind(client) } as never;
    },
  } as never;
  return counted;
}

/** Counts what the floor asks of the database, which is none of the router's doing. */
const countedPool = (pool: pg.Pool) => ({
  asked: 0,
  query(text: string, values: unknown[]) {
    this.asked++;
    return pool.query(text, values);
  },
});

/** CPU of this process and commits of the database from now on. */
async function spending(pool: pg.Pool) {
  const committed = async () =>
    Number(
      (await pool.query("select xact_commit as n from pg_stat_database where datname = current_database()"))
        .rows[0].n,
    );
  const [cpu, before] = [process.cpuUsage(), await committed()];
  return async () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpuUs: user + system, commits: (await committed()) - before };
  };
}

/** Calls at times spread over the load's seconds; answers how often. */
async function arrivals(
  { perHour, seconds }: Load,
  arrive: (queueId: string) => Promise<void>,
  { queueIds }: BigFloor,
): Promise<number> {
  const random = createRandom(5);
  const total = Math.round((perHour / 3_600) * seconds);
  const began = performance.now();
  for (let count = 0; count < total; count++) {
    const due = began + ((count + random.next()) * 3_600_000) / perHour;
    await sleep(Math.max(0, due - performance.now()));
    await arrive(random.pick(queueIds));
  }
  return total;
}

/** Frees the scarce agents one after another, over and over; each takes what rings before his next turn. */
async function freeings(
  { scarce, everySeconds, seconds }: Load,
  agents: readonly ScarceAgent[],
  open: ReadonlyMap<string, unknown>,
  free: (agent: ScarceAgent) => Promise<void>,
  take: (agent: ScarceAgent) => Promise<void>,
): Promise<number> {
  const random = createRandom(6);
  const began = performance.now();
  const stepMs = (everySeconds * 1_000) / scarce;
  const total = Math.floor((seconds * 1_000) / stepMs);
  let freed = 0;
  for (let count = 0; count < total; count++) {
    await sleep(Math.max(0, began + (count + random.next()) * stepMs - performance.now()));
    const agent = agents[count % scarce];
    if (!agent) continue;
    // What was offered to him in his last turn he has long since.
    if (count >= scarce) {
      if (open.has(agent.next)) continue;
      await take(agent);
    }
    await free(agent);
    freed++;
  }
  return freed;
}
