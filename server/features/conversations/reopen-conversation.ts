import { transact } from "#server/platform/news/index.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import type { ConversationDeps } from "./deps.ts";
import { appendEntry, system } from "./event-log.ts";
import { type BeginningConversation, runHooks } from "./hooks.ts";

/** The customer wrote to a closed conversation: it waits in its queue again. Does nothing when it is open already. */
export async function reopenConversation(deps: ConversationDeps, conversationId: string): Promise<void> {
  await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      const { rows } = await tx.query<Omit<BeginningConversation, "conversationId" | "reopened">>(
        `update conversations set state = 'waiting', medium = 'chat', version = version + 1, assignee_id = null, outcome = null,
           closed_at = null, assigned_at = null, waiting_since = now(), assignment_token = assignment_token + 1,
           attempts = 0, next_attempt_at = null, overflowed_from = '{}', group_id = null,
           priority = (select coalesce((q.rules->>'priority')::int, ${defaultQueueRules.priority}) from queues q where q.id = queue_id)
         where id = $1 and state = 'closed'
         returning workspace_id as "workspaceId", customer_id as "customerId", queue_id as "queueId", channel, medium, language`,
        [conversationId],
      );
      if (!rows[0]) return;
      await appendEntry(tx, {
        conversationId,
        author: system,
        visibility: "public",
        body: { kind: "reopened" },
      });
      await runHooks(deps.hooks, "begins", tx, { ...rows[0], conversationId, reopened: true });
      tx.note(`c:${conversationId}`);
    }),
  );
  deps.wakeRouter();
}
