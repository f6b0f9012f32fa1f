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
