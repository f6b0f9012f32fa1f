import { createTurns } from "#server/platform/in-turns.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { abandon } from "./ask-callback.ts";
import { customersHere, forgetLongGone, forgive, seen } from "./customer-presence.ts";
import type { MissedDeps } from "./deps.ts";
import { sweepTaken } from "./sweep-taken.ts";

/** Without a page for so long, he has left, seconds. A reload, a tunnel or a lift take less. */
export const leftAfterSeconds = 60;
/** How often it is written down who is here, ms. */
const seenEveryMs = 10_000;
/** Looks for takers who cannot see to it any more are rarer. */
const takenEvery = 2;
/** So many waits are looked at in one round. */
const mostLeft = 200;
/** So many items are closed and told in one round; the next one has the rest. */
const mostReached = 200;
/** One sweep at a time over all server processes. */
const sweepLock = 7_351;

/**
 * Waits whose customer has left. Only those whose page was ever here: who came by another way, such as the API, has
 * none. The moment he was seen counts from when he began to wait at the earliest.
 */
const leftSql = `
  select c.id from conversations c join customer_presence p on p.customer_id = c.customer_id
   where c.state = 'waiting'
     and greatest(p.seen_at, c.waiting_since, c.last_message_at) < now() - interval '${leftAfterSeconds} seconds'`;

/** Closes the waits of those who have left, each in a short transaction of its own, looked at anew behind its lock. */
function createLeftSweep(deps: MissedDeps) {
  const round = createTurns({ log: deps.log, what: "those who left", most: mostLeft });
  const sql = `${leftSql} and c.id <> all($1::uuid[]) order by c.waiting_since limit $2`;

  return async (): Promise<number> => {
    const done = await round(
      async (but, most) => (await deps.pool.query<{ id: string }>(sql, [but, most])).rows,
      async ({ id }) => deps.news.publish(await transact(deps.pool, (tx) => closeLeft(tx, deps, id))),
    );
    return done.filter((hasLeft) => hasLeft).length;
  };
}

/** False when he is back, or somebody else has the conversation in hand. */
async function closeLeft(tx: Work, deps: MissedDeps, id: string): Promise<boolean> {
  const lock = "select 1 from conversations where id = $1 for no key update skip locked";
  if ((await tx.query(lock, [id])).rowCount === 0) return false;
  if ((await tx.query(`${leftSql} and c.id = $1`, [id])).rowCount === 0) return false;
  await abandon(tx, deps, id);
  return true;
}

/**
 * Closes items whose customer was reached: somebody of the staff wrote to him after it came to be. When he had written
 * himself in between, he came back; otherwise somebody went to him.
 */
export async function sweepReached(deps: MissedDeps): Promise<void> {
  await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      const lock = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [
        sweepLock,
      ]);
      if (!lock.rows[0]?.mine) return;
      const { rows } = await tx.query<{ id: string }>(
        `update missed_items m set state = 'done', done_at = now(), done_by = reached.how, done_by_user_id = reached.by, version = version + 1
           from (
             select o.id, a.author_id as by, case when exists (
                 select 1 from conversations b join conversation_events w on w.conversation_id = b.id
                  where b.customer_id = o.customer_id and b.last_message_at > o.created_at and w.author_kind = 'customer'
                    and w.body->>'kind' = 'message' and w.at > o.created_at and w.at < a.at) then 'returned' else 'reached' end as how
             from missed_items o cross join lateral (
               select e.author_id, e.at from conversations c join conversation_events e on e.conversation_id = c.id
                where c.customer_id = o.customer_id and c.last_message_at > o.created_at
                  and e.author_kind = 'agent' and e.body->>'kind' = 'message' and e.at > o.created_at
                order by e.at limit 1) a
             where o.state <> 'done' limit ${mostReached}) reached
          where reached.id = m.id and m.state <> 'done' returning m.id`,
      );
      tx.note(...rows.map(({ id }) => `m:${id}`));
    }),
  );
}

/**
 * The regular look. Who is here is written down before anybody is taken for gone; and when that could not be done for a
 * while (the server has just started, the database was away), those who wait are given their minute anew.
 */
export function createMissedSweep(deps: MissedDeps, now: () => number = Date.now) {
  let seenAt = Number.NEGATIVE_INFINITY;
  let ticks = 0;
  const sweepLeft = createLeftSweep(deps);

  async function noteSeen(): Promise<void> {
    const since = now() - seenAt;
    if (since < seenEveryMs) return;
    if (since > 3 * seenEveryMs) await forgive(deps.pool);
    await seen(deps.pool, customersHere(deps.visitors));
    await forgetLongGone(deps.pool);
    seenAt = now();
  }

  return async () => {
    // Without the first nobody may be taken for gone; the others do not depend on either.
    await noteSeen()
      .then(() => sweepLeft())
      .finally(() => sweepReached(deps))
      .finally(() => (ticks++ % takenEvery === 0 ? sweepTaken(deps) : undefined));
  };
}
