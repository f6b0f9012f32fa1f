import { appendNoted, type ConversationHooks } from "#server/features/conversations/index.ts";

/**
 * A new conversation is answered first by the assistant that serves its queue; of several, the first in the list. One
 * that the customer opens again goes to people: he has been through the menu.
 */
export const assistantHooks: ConversationHooks = {
  async begins(tx, { conversationId, workspaceId, queueId, medium, reopened }) {
    // They read and write: who calls is answered by people.
    if (reopened || medium !== "chat") return;
    const { rows } = await tx.query<{ id: string; name: string }>(
      `select id, name from assistants
       where workspace_id = $1 and enabled and archived_at is null and $2 = any(queue_ids)
       order by position, created_at, id limit 1`,
      [workspaceId, queueId],
    );
    const [assistant] = rows;
    if (!assistant) return;
    const { rowCount } = await tx.query(
      `update conversations set state = 'assistant', assistant_id = $2, assistant_due = true, waiting_since = null
       where id = $1 and state = 'waiting'`,
      [conversationId, assistant.id],
    );
    // Somebody before us has decided otherwise.
    if (rowCount === 0) return;
    await tx.query("insert into assistant_turns (conversation_id, assistant_id) values ($1, $2)", [
      conversationId,
      assistant.id,
    ]);
    await appendNoted(tx, conversationId, "assistant_took", { detail: { assistant: assistant.name } });
  },
};
