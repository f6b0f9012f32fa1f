import { endConversation, system } from "#server/features/conversations/index.ts";
import { transact } from "#server/platform/news/index.ts";
import type { AssistantDeps } from "./deps.ts";

/** Whoever has not answered an assistant for so long has what he wanted, or has gone; hours. */
const silentHours = 24;
const atOnce = 50;

interface Silent {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly customerId: string;
  readonly queueId: string;
  readonly assigneeId: null;
  readonly channel: string;
  readonly language: string | null;
  readonly assistantId: string;
  readonly name: string;
  /** It has heard the customer's last words and found nothing to say to them. */
  readonly unanswered: boolean;
}

/**
 * Ends what customers left with an assistant after its answer. They open it again by writing, and reach people then. Of
 * those whom it has heard and left without a word the system ends it: they were missed, and are not forgotten.
 */
export async function closeSilent(deps: AssistantDeps): Promise<number> {
  const committed = await transact(deps.pool, async (tx) => {
    const { rows } = await tx.query<Silent>(
      `select c.id as "conversationId", c.workspace_id as "workspaceId", c.customer_id as "customerId",
         c.queue_id as "queueId", null as "assigneeId", c.channel, c.language, c.assistant_id as "assistantId",
         coalesce((select a.name from assistants a where a.id = c.assistant_id), '') as name,
         c.last_message_by = 'customer' as unanswered
       from conversations c where c.state = 'assistant'
         and c.last_message_at < now() - interval '${silentHours} hours'
         and (c.last_message_by = 'bot' or c.last_message_by = 'customer' and exists (select 1 from assistant_turns t
           where t.conversation_id = c.id and t.answered_seq >= c.last_message_seq))
       order by c.id limit ${atOnce} for no key update of c skip locked`,
    );
    for (const { assistantId, name, unanswered, ...head } of rows)
      await endConversation(tx, deps.hooks, head, {
        by: unanswered ? system : { kind: "bot", id: assistantId, name },
        outcome: null,
      });
    return rows.length;
  });
  return deps.news.publish(committed);
}
