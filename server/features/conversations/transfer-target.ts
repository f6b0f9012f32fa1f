import type { Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";

/** To whom a conversation is handed, as the command names him. */
export type TransferTo =
  | { readonly kind: "agent"; readonly userId: string }
  | { readonly kind: "group"; readonly groupId: string }
  | { readonly kind: "queue"; readonly queueId: string };

interface Named {
  readonly id: never;
  readonly name: string;
}

/** The same, found to be there. */
export interface TransferTarget {
  readonly agent: Named | null;
  readonly group: Named | null;
  readonly queue: Named | null;
}

const nothing: TransferTarget = { agent: null, group: null, queue: null };
const named = (id: string, name: string): Named => ({ id: id as never, name });

/** Finds the target in the actor's workspace; fails when it is not there, or could not have the conversation. */
export function transferTarget(tx: Work, actor: Actor, to: TransferTo): Promise<TransferTarget> {
  switch (to.kind) {
    case "agent":
      return agentTarget(tx, actor, to.userId);
    case "group":
      return groupTarget(tx, actor, to.groupId);
    case "queue":
      return queueTarget(tx, actor, to.queueId);
    default:
      return to satisfies never;
  }
}

/** The colleague must be of this workspace, receive conversations at all, be there, and not have chosen to be left alone. */
async function agentTarget(tx: Work, actor: Actor, userId: string): Promise<TransferTarget> {
  if (userId === actor.id) fail("agent.not_available", { userId }, [{ field: "to", problem: "is yourself" }]);
  const { rows } = await tx.query<{ name: string; receives: boolean; reachable: boolean }>(
    `select u.name, ${hasPermissionSql("conversation.receive", "u")} as receives, coalesce(s.status in ('online', 'ready'), false) and exists (
        select 1 from presence_leases l where l.user_id = u.id and l.until > now()) as reachable
     from users u left join agent_status s on s.user_id = u.id
     where u.id = $1 and u.workspace_id = $2 and u.blocked_at is null`,
    [userId, actor.workspaceId],
  );
  const agent = rows[0] ?? fail("agent.not_found", { userId });
  if (!agent.reachable || !agent.receives) fail("agent.not_available", { userId });
  return { ...nothing, agent: named(userId, agent.name) };
}

/** Somebody of the group must receive conversations at all, or it would wait for nobody. */
async function groupTarget(tx: Work, actor: Actor, groupId: string): Promise<TransferTarget> {
  const { rows } = await tx.query<{ name: string; receives: boolean }>(
    `select g.name, exists (select 1 from group_members m join users u on u.id = m.user_id
        where m.group_id = g.id and u.blocked_at is null and ${hasPermissionSql("conversation.receive", "u")}) as receives
     from groups g where g.id = $1 and g.workspace_id = $2`,
    [groupId, actor.workspaceId],
  );
  const group = rows[0] ?? fail("group.not_found", { groupId });
  if (!group.receives) fail("group.nobody", { groupId });
  return { ...nothing, group: named(groupId, group.name) };
}

async function queueTarget(tx: Work, actor: Actor, queueId: string): Promise<TransferTarget> {
  const { rows } = await tx.query<{ name: string }>(
    "select name from queues where id = $1 and workspace_id = $2 and archived_at is null",
    [queueId, actor.workspaceId],
  );
  const queue = rows[0] ?? fail("queue.not_found", { queueId });
  return { ...nothing, queue: named(queueId, queue.name) };
}

/** The rules of a queue. */
export async function rulesOfQueue(tx: Work, queueId: string): Promise<QueueRules> {
  const { rows } = await tx.query<{ rules: Partial<QueueRules> }>("select rules from queues where id = $1", [
    queueId,
  ]);
  return queueRulesOf(rows[0]?.rules ?? null);
}
