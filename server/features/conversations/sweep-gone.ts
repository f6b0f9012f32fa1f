import { transact, type Work } from "#server/platform/news/index.ts";
import { defaultSettings } from "#shared/domain/settings.ts";
import type { ConversationDeps } from "./deps.ts";
import { withdrawOffersOf } from "./release-conversations.ts";
import { returnToQueue } from "./return-to-queue.ts";

interface Gone {
  readonly id: string;
  readonly minutes: number;
}

const minutesSql = `coalesce((w.settings->'away'->>'returnMinutes')::int, ${defaultSettings.away.returnMinutes})`;

/** Agents of whom no device has been there for as long as their workspace waits, and who have something open. */
const goneSql = (condition: string) => `
  select u.id, ${minutesSql} as minutes
  from agent_status s join users u on u.id = s.user_id join workspaces w on w.id = u.workspace_id
  where s.status = 'offline' and s.since <= now() - make_interval(mins => ${minutesSql}) and ${condition}
    and not exists (select 1 from presence_leases l where l.user_id = u.id and l.until > now())
    and exists (select 1 from conversations c
      where c.assignee_id = u.id and c.state = 'assigned' and c.parked_until is null)`;

/**
 * Gives the conversations of agents who have disappeared back to their queues. What they parked stays until its moment,
 * or until the customer writes. One transaction for an agent, behind the lock of his seat: who comes back at the same
 * moment either keeps everything or nothing.
 */
export async function sweepGone(deps: Pick<ConversationDeps, "pool" | "news">): Promise<number> {
  const { rows } = await deps.pool.query<Gone>(`${goneSql("true")} limit 200`);
  let returned = 0;
  for (const { id } of rows)
    returned += await deps.news.publish(await transact(deps.pool, (tx) => giveBack(tx, id)));
  return returned;
}

/**
 * Takes away what rings at desks where nobody is any more: the next one is asked at once, not when it would have rung
 * long enough; what a colleague offered goes the way of an untaken transfer. Answers at how many desks something rang.
 */
export async function sweepRingingAtNobody({
  pool,
  news,
}: Pick<ConversationDeps, "pool" | "news">): Promise<number> {
  const { rows } = await pool.query<{ userId: string }>(
    `select distinct o.user_id as "userId" from offers o join agent_status s on s.user_id = o.user_id
     where o.state = 'open' and s.status = 'offline'
       and not exists (select 1 from presence_leases l where l.user_id = o.user_id and l.until > now()) limit 200`,
  );
  for (const { userId } of rows)
    await news.publish(await transact(pool, (tx) => withdrawOffersOf(tx, userId)));
  return rows.length;
}

async function giveBack(tx: Work, userId: string): Promise<number> {
  await tx.query("select 1 from users where id = $1 for no key update", [userId]);
  const { rows } = await tx.query<Gone>(goneSql("u.id = $1"), [userId]);
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
