import type { Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can, canSeeConversation } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";

export interface LockedConversation {
  readonly workspaceId: string;
  readonly assigneeId: string | null;
  readonly queueId: string;
  readonly customerId: string;
  readonly channel: string;
  readonly language: string | null;
  readonly state: "assistant" | "waiting" | "assigned" | "closed";
}

/**
 * Locks a conversation for a command that carries a fencing token. Other people's look as if they were not there;
 * a token from an earlier assignment is refused, so nobody acts on what has changed hands meanwhile.
 */
export async function lockForCommand(
  tx: Work,
  actor: Actor,
  permission: Permission,
  { conversationId, assignmentToken }: { conversationId: string; assignmentToken: number },
): Promise<LockedConversation> {
  const { rows } = await tx.query(
    `select workspace_id as "workspaceId", assignee_id as "assigneeId", queue_id as "queueId",
       customer_id as "customerId", channel, language, state, assignment_token as token
     from conversations where id = $1 for no key update`,
    [conversationId],
  );
  const head =
    (rows[0] as (LockedConversation & { token: number }) | undefined) ??
    fail("conversation.not_found", { conversationId });
  const resource = { workspaceId: head.workspaceId, ownerId: head.assigneeId, queueId: head.queueId };
  if (!can(actor, permission, resource)) {
    fail(canSeeConversation(actor, head) ? "conversation.stale" : "conversation.not_found", {
      conversationId,
    });
  }
  if (head.state === "closed") fail("conversation.closed", { conversationId });
  if (head.token !== assignmentToken) fail("conversation.stale", { conversationId, assignmentToken });
  return head;
}
