import { createTurns } from "#server/platform/in-turns.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { defaultSettings } from "#shared/domain/settings.ts";
import type { ConversationDeps } from "./deps.ts";
import { withdrawOffersOf } from "./release-conversations.ts";
import { returnToQueue } from "./return-to-queue.ts";

export type SweepDeps = Pick<ConversationDeps, "pool" | "news" | "log">;

interface Gone {
  readonly id: string;
  readonly minutes: number;
}

const minutesSql = `coalesce((w.settings->'away'->>'returnMinutes')::int, ${defaultSettings.away.returnMinutes})`;

/**
 * Since when somebody has been away. Who has no status, as his role gives none, has only his leases; who never held a
 * connection, the last use of his session.
 */
const goneSinceSql = `coalesce(
  greatest(s.since, (select max(l.until) from presence_leases l where l.user_id = u.id)),
  (select max(x.updated_at) from sessions x where x.user_id = u.id), u.created_at)`;

/** The condition that no device of `users u` with `agent_status s` has been there for as long as `workspaces w` waits. */
export const goneSql = `coalesce(s.status, 'offline') = 'offline'
    and ${goneSinceSql} <= now() - make_interval(mins => ${minutesSql})`;

/** People who are gone, and who have something open. */
const goneWithWorkSql = (condition: string) => `
  select u.id, ${minutesSql} as minutes
  from users u left join agent_status s on s.user_id = u.id join workspaces w on w.id = u.workspace_id
  where ${goneSql} and ${condition}
    and u.id in (select c.assignee_id from conversations c where c.state = 'assigned' and c.parked_until is null)`;

/**
 * Gives the conversations of agents who have disappeared back to their queues. What they parked stays until its moment,
 * or until the customer writes. One transaction for an agent, behind the lock of his seat: who comes back at the same
 * moment either keeps everything or nothing.
 */
export function createGoneSweep({ pool, news, log }: SweepDeps, most = 200) {
  const round = createTurns({ log, what: "agents who are gone", most });
  const sql = `${goneWithWorkSql("u.id <> all($1)")} order by ${goneSinceSql} limit $2`;

  return async (): Promise<number> => {
    const returned = await round(
      async (but, limit) => (await pool.query<Gone>(sql, [but, limit])).rows,
      async ({ id }) => news.publish(await transact(pool, (tx) => giveBack(tx, id))),
    );
    return returned.reduce((sum, count) => sum + count, 0);
  };
}

/**
 * Takes away what rings at desks where nobody is any more: the next one is asked at once, not when it would have rung
 * long enough; what a colleague offered goes the way of an untaken transfer. Answers at how many desks something rang.
 */
export function createRingingSweep({ pool, news, log }: SweepDeps, most = 200) {
  const round = createTurns({ log, what: "ringing at nobody", most });
  const sql = `select o.user_id as id from offers o join agent_status s on s.user_id = o.user_id
     where o.state = 'open' and s.status = 'offline' and o.user_id <> all($1)
       and not exists (select 1 from presence_leases l where l.user_id = o.user_id and l.until > now())
     group by o.user_id order by min(o.created_at) limit $2`;

  return async (): Promise<number> => {
    const withdrawn = await round(
      async (but, limit) => (await pool.query<{ id: string }>(sql, [but, limit])).rows,
      async ({ id }) => news.publish(await transact(pool, (tx) => withdrawOffersOf(tx, id))),
    );
    return withdrawn.length;
  };
}

async function giveBack(tx: Work, userId: string): Promise<number> {
  await tx.query("select 1 from users where id = $1 for no key update", [userId]);
  const { rows } = await tx.query<Gone>(goneWithWorkSql("u.id = $1"), [userId]);
  const [gone] = rows;
  if (!gone) return 0;
  const { rows: had } = await tx.query<{ id: string }>(
    `select id from conversations where assignee_id = $1 and state = 'assigned' and parked_until is null
     order by id for no key update`,
    [userId],
  );
  for (const { id } of had) await returnToQueue(tx, id, { why: "agent_gone", minutes: gone.minutes });
  await withdrawOffersOf(tx, userId);
  return had.length;
}
