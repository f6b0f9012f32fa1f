import type { ConversationHooks } from "#server/features/conversations/index.ts";
import type { Work } from "#server/platform/news/index.ts";
import { addMissed } from "./add-missed.ts";

/** Outcomes by which somebody says that nothing is owed to the customer. */
const settled = ["resolved", "spam"];

/** His open items show whether he is back. */
async function tellItemsOf(tx: Work, customerId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    "update missed_items set version = version + 1 where customer_id = $1 and state <> 'done' returning id",
    [customerId],
  );
  tx.note(...rows.map(({ id }) => `m:${id}`));
}

/** Whether the last word is the customer's, and whether anybody has answered him since it began or was reopened. */
const lastWordsSql = `
  select c.outcome,
    (select e.author_kind from conversation_events e where e.conversation_id = c.id
        and e.body->>'kind' = 'message' and e.author_kind in ('customer', 'agent') order by e.seq desc limit 1) as last,
    exists (select 1 from conversation_events a where a.conversation_id = c.id and a.author_kind = 'agent'
        and a.body->>'kind' = 'message' and a.seq > coalesce((select max(r.seq) from conversation_events r
           where r.conversation_id = c.id and r.body->>'kind' = 'reopened'), 0)) as answered
  from conversations c where c.id = $1`;

/**
 * A conversation that ends while the customer's last words are unanswered was missed. An agent who has answered may
 * leave him the last word, and may settle what he never answered by its outcome; the system may do neither.
 */
export const missedHooks: ConversationHooks = {
  /** He is back: whoever looks at what was missed of him sees it. */
  async begins(tx, { customerId }) {
    await tellItemsOf(tx, customerId);
  },
  /** Somebody has him now: who else may look at it changes. */
  async assigned(tx, { conversationId }) {
    const { rows } = await tx.query<{ customerId: string }>(
      `select customer_id as "customerId" from conversations where id = $1`,
      [conversationId],
    );
    if (rows[0]) await tellItemsOf(tx, rows[0].customerId);
  },
  async ends(tx, { conversationId, customerId, by }) {
    await tellItemsOf(tx, customerId);
    const { rows } = await tx.query<{ outcome: string | null; last: string | null; answered: boolean }>(
      lastWordsSql,
      [conversationId],
    );
    const { outcome = null, last, answered = true } = rows[0] ?? {};
    // An assistant ends only what it has answered.
    if (last !== "customer" || by.kind === "bot") return;
    if (by.kind === "agent" && (answered || settled.includes(outcome ?? ""))) return;
    await addMissed(tx, { conversationId, kind: "missed" });
  },
};
