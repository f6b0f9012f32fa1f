import type { Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import type { LabelledConversation } from "./write-labels.ts";

export interface HeldConversation extends LabelledConversation {
  readonly state: string;
  readonly outcome: string | null;
}

/**
 * Locks a conversation for what may also be done when it has ended. Those that the permission does not reach look as
 * if they were not there.
 */
export async function holdConversation(
  tx: Pick<Work, "query">,
  actor: Actor,
  permission: Permission,
  conversationId: string,
): Promise<HeldConversation> {
  const { rows } = await tx.query<HeldConversation & { assigneeId: string | null }>(
    `select id as "conversationId", workspace_id as "workspaceId", queue_id as "queueId",
       assignee_id as "assigneeId", state, outcome
     from conversations where id = $1 for no key update`,
    [conversationId],
  );
  const [head = fail("conversation.not_found", { conversationId })] = rows;
  const { workspaceId, assigneeId: ownerId, queueId } = head;
  if (!can(actor, permission, { workspaceId, ownerId, queueId }))
    fail("conversation.not_found", { conversationId });
  return head;
}
