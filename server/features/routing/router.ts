import { setTimeout } from "node:timers/promises";
import { type Committed, transact, type Work } from "#server/platform/news/index.ts";
import { sweepStatuses } from "../status/index.ts";
import type { RoutingDeps } from "./deps.ts";
import { expireOffers } from "./end-offers.ts";
import { type Looked, offerWaiting } from "./offer-waiting.ts";
import { overflow } from "./overflow.ts";
import { noteRelaxed } from "./relax-skills.ts";

/** Regular look, ms; commands wake the router at once. */
const tickMs = 1_000;
/** A look longer than this is followed by a rest as long, up to a limit, ms. */
const easyMs = 250;
const longestRestMs = 250;
/** What somebody else was writing in is looked at again after so long, ms. */
const soonMs = 15;
/** One router at a time over all server processes, and one that looks after what runs out. */
const routerLock = 7_311;
const tendLock = 7_313;

/** Nobody who cannot get on holds up the others: neither by a lock nor, frozen, by an open transaction. */
const limits = `set_config('lock_timeout', '3000', true), set_config('idle_in_transaction_session_timeout', '5000', true)`;

/**
 * One plan for all rounds, down the indexes: planning anew costs more than asking, and a plan made for many people
 * reads whole tables for a few (measured: a third of the database's time for a round).
 */
const plans = ["enable_seqscan", "enable_hashjoin", "enable_mergejoin", "enable_bitmapscan"]
  .map((name) => `set_config('${name}', 'off', true)`)
  .concat("set_config('plan_cache_mode', 'force_generic_plan', true)")
  .join(", ");

/**
 * One round. It waits for its turn: a router of another process that was not woken for this conversation may have
 * looked before it was there.
 */
async function round(tx: Work): Promise<Looked> {
  await tx.query({
    name: "router-turn",
    text: `select ${limits}, ${plans}, pg_advisory_xact_lock($1)`,
    values: [routerLock],
  });
  return offerWaiting(tx);
}

/** Runs work unless another process does the like at this moment; undefined then. */
const unlessTended =
  <T>(work: (tx: Work) => Promise<T>) =>
  async (tx: Work): Promise<T | undefined> => {
    const { rows } = await tx.query<{ mine: boolean }>({
      name: "tend-turn",
      text: `select ${limits}, pg_try_advisory_xact_lock($1) as mine`,
      values: [tendLock],
    });
    return rows[0]?.mine ? work(tx) : undefined;
  };

/** Runs work again and again, never twice at once; asked for while it runs, it runs once more. */
function oneAtATime(work: () => Promise<void>, onFailure: (error: unknown) => void) {
  let running: Promise<void> | null = null;
  let again = false;
  const run = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = work()
      .catch(onFailure)
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        run();
      });
  };
  return { run, settled: async () => running };
}

/** Brings waiting conversations to agents: regularly, and whenever something that matters has changed. */
export function createRouter(deps: RoutingDeps) {
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Timeout | undefined;
  let stopped = true;

  const commit = async <T>(work: (tx: Work) => Promise<T>): Promise<T> =>
    deps.news.publish(await transact(deps.pool, work));
  const warn = (what: string) => (error: unknown) =>
    deps.log.warn({ err: error, what }, "the router could not look; it looks again in a moment");

  /** News of looks that are over is told beside the next look, which need not wait for it. */
  const telling = new Set<Promise<unknown>>();
  const tellBeside = (committed: Committed<unknown>): void => {
    const told = deps.news.publish(committed).finally(() => telling.delete(told));
    telling.add(told);
  };

  const looks = oneAtATime(async () => {
    const began = performance.now();
    const committed = await transact(deps.pool, round);
    tellBeside(committed);
    const { passedOver } = committed.result;
    // On a floor so full that a look takes long, the database has as long to itself; who wakes meanwhile is heard then.
    const rest = Math.min(performance.now() - began - easyMs, longestRestMs);
    if (rest > 0 && !stopped) await setTimeout(rest);
    if (!passedOver || stopped) return;
    clearTimeout(soon);
    soon = globalThis.setTimeout(wake, soonMs);
  }, warn("what waits"));

  function wake(): void {
    if (!stopped) looks.run();
  }

  /** Each in a transaction of its own: one that fails does not hold up the others. */
  const tends = oneAtATime(async () => {
    await sweepStatuses(deps).catch(warn("statuses"));
    let more: boolean | undefined = true;
    while (more && !stopped) {
      more = await commit(unlessTended(expireOffers)).catch((error: unknown) => {
        warn("offers that ran out")(error);
        return false;
      });
    }
    await commit(unlessTended((tx) => overflow(tx, deps.hooks))).catch(warn("who has to leave his queue"));
    await commit(unlessTended(noteRelaxed)).catch(warn("relaxed skills"));
    wake();
  }, warn("what runs out"));

  return {
    wake,
    start() {
      stopped = false;
      timer = setInterval(tends.run, tickMs);
      tends.run();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      await tends.settled();
      await looks.settled();
      await Promise.all(telling);
    },
  };
}
