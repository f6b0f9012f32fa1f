import type { Visitor } from "#server/platform/http/request-context.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, canSeeConversation } from "#shared/permissions/can.ts";
import { findConversation, visitorConversations } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";

/** Cursors are worthless when late, so they are stored and told without the outbox. */
async function tell(deps: ConversationDeps, conversationId: string): Promise<void> {
  const record = await findConversation(deps.pool, conversationId);
  if (!record) return;
  deps.fanout.cursors(record, conversationId, record.conversation.cursors);
  const [seen] = await visitorConversations(deps.pool, "c.id = $1", [conversationId]);
  if (seen) deps.fanout.visitorConversation(seen);
}

/** The assignee has read up to `seq`. Whoever only looks on leaves no mark. */
export const readAsStaff =
  (deps: ConversationDeps) =>
  async (actor: Actor, conversationId: string, seq: number): Promise<void> => {
    const record =
      (await findConversation(deps.pool, conversationId)) ??
      fail("conversation.not_found", { conversationId });
    if (!canSeeConversation(actor, record)) fail("conversation.not_found", { conversationId });
    const { rowCount } = await deps.pool.query(
      `update conversations set agent_read = least($2, last_seq)
       where id = $1 and assignee_id = $3 and agent_read < least($2, last_seq)`,
      [conversationId, seq, actor.id],
    );
    if (rowCount) await tell(deps, conversationId);
  };

/** The customer has received or read up to `publicSeq` of his own numbers. */
export const readAsVisitor =
  (deps: ConversationDeps) =>
  async (
    visitor: Visitor,
    input: { conversationId: string; seq: number; delivered: boolean },
  ): Promise<void> => {
    const { conversationId, seq, delivered } = input;
    const { rows } = await deps.pool.query<{ changed: boolean }>(
      `with mine as (select id from conversations where id = $1 and customer_id = $2),
       reached as (
         select coalesce((select e.seq from conversation_events e
           where e.conversation_id = mine.id and e.public_seq <= $3 order by e.seq desc limit 1), 0) as seq from mine),
       moved as (
         update conversations c set
           customer_delivered = greatest(c.customer_delivered, r.seq),
           customer_read = case when $4 then c.customer_read else greatest(c.customer_read, r.seq) end
         from reached r where c.id = (select id from mine)
           and (c.customer_delivered < r.seq or (not $4 and c.customer_read < r.seq))
         returning c.id)
       select exists (select 1 from moved) as changed from mine`,
      [conversationId, visitor.customerId, seq, delivered],
    );
    if (!rows[0]) fail("conversation.not_found", { conversationId });
    if (rows[0]?.changed) await tell(deps, conversationId);
  };
