import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { can } from "#shared/permissions/can.ts";
import type { MissedRecord } from "./missed-records.ts";

/**
 * Whom nobody answered is everybody's who may take conversations out of that queue, and the one's who took it. When he
 * waited for a group, its people own it as well, whatever queue it is, and so do those who lead them.
 */
export const reachesMissed = (
  actor: Actor,
  { workspaceId, queueId, groupId, groupPeople, takenBy }: Omit<MissedRecord, "item">,
): boolean => {
  const groupIds = groupId ? [groupId] : [];
  if (can(actor, "conversation.take", { workspaceId, ownerId: takenBy, queueId, groupIds })) return true;
  const isOurs = workspaceId === actor.workspaceId && groupPeople.includes(actor.id);
  return isOurs && can(actor, "conversation.take");
};

/** The same as a condition on `missed_items m`; its values are put behind those in `values`. */
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
