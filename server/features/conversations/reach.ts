import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";

/** The condition that a request for help `h` in a conversation `c` concerns somebody: one of those he looks after asks. */
export const assistReach = (actor: Actor, values: unknown[]): string =>
  reachSql(
    actor,
    "conversation.assist",
    { workspace: "h.workspace_id", owner: "h.user_id", queue: "c.queue_id" },
    values,
  );

/**
 * The condition that an item `m` of `missed_items` is somebody's to see to: he may take from its queue, or he took it,
 * or it is his group's.
 */
export function missedReach(actor: Actor, values: unknown[]): string {
  if (!can(actor, "conversation.take")) return "false";
  const byRight = reachSql(
    actor,
    "conversation.take",
    { workspace: "m.workspace_id", owner: "m.taken_by", queue: "m.queue_id", groups: "select m.group_id" },
    values,
  );
  const [home, me] = [values.push(actor.workspaceId), values.push(actor.id)];
  return `(${byRight} or (m.workspace_id = $${home}::uuid
    and m.group_id in (select of_group.group_id from group_members of_group where of_group.user_id = $${me}::text)))`;
}

const noGroups = "select null::uuid as group_id where false";

/**
 * The condition that a permission reaches a conversation `c`; its values are put behind those in `values`. As in
 * `canSeeConversation()`, conversations are tied to their agent and their queue; the agent's groups are no tie to them.
 */
export const conversationReach = (actor: Actor, permission: Permission, values: unknown[]): string =>
  reachSql(
    actor,
    permission,
    { workspace: "c.workspace_id", owner: "c.assignee_id", queue: "c.queue_id", groups: noGroups },
    values,
  );
