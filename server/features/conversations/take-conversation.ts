import { transact } from "#server/platform/news/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { assignWaiting, takeSeat } from "./assign-conversation.ts";
import { findConversation } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";

/** Takes a waiting conversation out of the queue. An open offer of it to somebody else is withdrawn. */
export const takeConversation =
  (deps: ConversationDeps) =>
  async (actor: Actor, conversationId: string): Promise<Conversation> => {
    const record = (await findConversation(deps.pool, conversationId)) ?? fail("conversation.not_found");
    const resource = { workspaceId: record.workspaceId, ownerId: record.assigneeId, queueId: record.queueId };
    const sees = record.state !== "assistant" || can(actor, "conversation.view", resource);
    if (!sees || !can(actor, "conversation.take", resource))
      fail("conversation.not_found", { conversationId });
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const seat = await takeSeat(tx, actor.id, conversationId);
        if (record.state === "assistant") await leaveAssistant(tx, conversationId);
        const agent = { id: actor.id, name: seat.name };
        if (!(await assignWaiting(tx, deps.hooks, conversationId, agent)))
          fail("conversation.already_assigned", { conversationId });
        await withdrawOffers(tx, conversationId);
      }),
    );
    return conversationNow(deps, conversationId);
  };

/** Takes it from its virtual assistant: what that answers from now on is not written. */
async function leaveAssistant(
  tx: Parameters<typeof assignWaiting>[0],
  conversationId: string,
): Promise<void> {
  await tx.query(
    "update conversations set state = 'waiting', waiting_since = now() where id = $1 and state = 'assistant'",
    [conversationId],
  );
}

/** Ends the open offer of a conversation that is not to be had any more. */
export async function withdrawOffers(
  tx: Parameters<typeof assignWaiting>[0],
  conversationId: string,
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `update offers set state = 'withdrawn', version = version + 1, ended_at = now()
     where conversation_id = $1 and state = 'open' returning id`,
    [conversationId],
  );
  tx.note(...rows.map(({ id }) => `o:${id}`));
}

/** The record as it is after a command. */
export async function conversationNow(
  { pool }: Pick<ConversationDeps, "pool">,
  id: string,
): Promise<Conversation> {
  const record = (await findConversation(pool, id)) ?? fail("conversation.not_found", { conversationId: id });
  return record.conversation;
}
