import { can, type Rights } from "./can.ts";

/** What the rule reads of somebody who was missed, and of who sees to him. */
interface TakenItem {
  readonly workspaceId: string;
  readonly queueId: string;
  readonly groupId: string | null;
  readonly takenBy: string | null;
}

/**
 * Who sees to somebody may give him back. So may who looks after the colleague's conversations: who may hand those on,
 * or helps in them.
 */
export function mayGiveBack(actor: Rights, { workspaceId, queueId, groupId, takenBy }: TakenItem): boolean {
  if (takenBy === null || takenBy === actor.id) return true;
  const item = { workspaceId, ownerId: takenBy, queueId, groupIds: groupId ? [groupId] : [] };
  return can(actor, "conversation.transfer", item) || can(actor, "conversation.assist", item);
}
