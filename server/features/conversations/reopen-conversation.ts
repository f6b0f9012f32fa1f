import { transact } from "#server/platform/news/index.ts";
import type { ConversationDeps } from "./deps.ts";
import { appendEntry, system } from "./event-log.ts";

/** The customer wrote to a closed conversation: it waits in its queue again. Does nothing when it is open already. */
export async function reopenConversation(deps: ConversationDeps, conversationId: string): Promise<void> {
  await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      const { rowCount } = await tx.query(
        `update conversations set state = 'waiting', version = version + 1, assignee_id = null, outcome = null,
           closed_at = null, assigned_at = null, waiting_since = now(), assignment_token = assignment_token + 1
         where id = $1 and state = 'closed'`,
        [conversationId],
      );
      if (rowCount === 0) return;
      await appendEntry(tx, {
        conversationId,
        author: system,
        visibility: "public",
        body: { kind: "reopened" },
      });
      tx.note(`c:${conversationId}`);
    }),
  );
  deps.wakeRouter();
}
