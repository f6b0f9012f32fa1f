import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";

/** The condition that a request for help `h` in a conversation `c` concerns somebody: one of those he looks after asks. */
export const assistReach = (actor: Actor, values: unknown[]): string =>
  reachSql(
    actor,
    "conversation.assist",
    { workspace: "h.workspace_id", owner: "h.user_id", queue: "c.queue_id" },
    values,
  );

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
