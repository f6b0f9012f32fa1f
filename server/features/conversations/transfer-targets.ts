import type pg from "pg";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import type { TransferTargets } from "#shared/contract/transfer.ts";
import { media, perMedium } from "#shared/domain/media.ts";
import { isOpenAt } from "#shared/domain/opening-hours.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import { roomFor } from "#shared/domain/routing/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { findConversation } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";
import { colleagueLoadSql, loadedOf, mostSql, sumsSql, weighsSql, weightSql } from "./load-sql.ts";

type Pool = Pick<pg.Pool, "query">;

const presentSql = "exists (select 1 from presence_leases l where l.user_id = u.id and l.until > now())";
const loadSql = `(select ${sumsSql("x")} from (
  select c.medium, ${weightSql("c", "q")} as weight from conversations c join queues q on q.id = c.queue_id
  where c.assignee_id = u.id and c.state = 'assigned' and ${weighsSql("c", "w")}
  union all ${colleagueLoadSql("u")}) x)`;

/** Everybody else who receives conversations: whether he is there, what he does, and what fits beside it. */
async function people(pool: Pool, actor: Actor): Promise<TransferTargets["people"]> {
  const { rows } = await pool.query(
    `select u.id, u.name, coalesce(s.status, 'offline') as status, cs.name as "customName", ${presentSql} as present,
       exists (select 1 from wrap_ups wu where wu.user_id = u.id and wu.ended_at is null) as "wrappingUp",
       ${media.map((medium) => `${mostSql(medium, "u", "w")} as ${medium}_most`).join(", ")}, load.*
     from users u join workspaces w on w.id = u.workspace_id cross join lateral ${loadSql} load left join agent_status s on s.user_id = u.id
     left join custom_statuses cs on cs.id = s.custom_status_id
     where u.workspace_id = $1 and u.id <> $2 and u.blocked_at is null and ${hasPermissionSql("conversation.receive", "u")}
     order by u.name`,
    [actor.workspaceId, actor.id],
  );
  return rows.map(({ id, name, status, customName, present, wrappingUp, ...row }) => {
    const agent = loadedOf(row);
    return {
      id,
      name,
      status,
      customName,
      present,
      wrappingUp,
      free: perMedium((medium) => roomFor(agent, medium)),
    };
  });
}

/** Groups with somebody who receives conversations, and how many of them are ready now. */
async function groups(pool: Pool, actor: Actor): Promise<TransferTargets["groups"]> {
  const { rows } = await pool.query(
    `select g.id, g.name, count(*)::int as people,
       count(*) filter (where s.status = 'ready' and ${presentSql})::int as available
     from groups g join group_members m on m.group_id = g.id join users u on u.id = m.user_id
     left join agent_status s on s.user_id = u.id
     where g.workspace_id = $1 and u.blocked_at is null and ${hasPermissionSql("conversation.receive", "u")}
     group by g.id order by g.name`,
    [actor.workspaceId],
  );
  return rows;
}

/** Queues with those that wait and whether they are open. */
async function queues(pool: Pool, actor: Actor): Promise<TransferTargets["queues"]> {
  const { rows } = await pool.query<{
    id: never;
    name: string;
    waiting: number;
    now: Date;
    rules: Partial<QueueRules>;
  }>(
    `select q.id, q.name, q.rules, now() as now,
       (select count(*)::int from conversations c where c.queue_id = q.id and c.state = 'waiting') as waiting
     from queues q where q.workspace_id = $1 and q.archived_at is null order by q.position, q.name`,
    [actor.workspaceId],
  );
  return rows.map(({ id, name, waiting, now, rules }) => ({
    id,
    name,
    waiting,
    open: isOpenAt(queueRulesOf(rules).hours, now),
  }));
}

/** To whom a conversation can be handed, with what one wants to know before, and what becomes of an untaken one. */
export const transferTargets =
  ({ pool }: Pick<ConversationDeps, "pool">) =>
  async (actor: Actor, conversationId: string): Promise<TransferTargets> => {
    const record =
      (await findConversation(pool, conversationId)) ?? fail("conversation.not_found", { conversationId });
    const { workspaceId, assigneeId, queueId } = record;
    if (!can(actor, "conversation.transfer", { workspaceId, ownerId: assigneeId, queueId }))
      fail("conversation.not_found", { conversationId });
    const { rows } = await pool.query<{ rules: Partial<QueueRules> }>(
      "select rules from queues where id = $1",
      [queueId],
    );
    const { transferSeconds, bounceBack } = queueRulesOf(rows[0]?.rules ?? null);
    return {
      rule: { seconds: transferSeconds, bouncesBack: bounceBack },
      people: await people(pool, actor),
      groups: await groups(pool, actor),
      queues: await queues(pool, actor),
    };
  };
