import type { Work } from "#server/platform/news/index.ts";

/** Somebody whom nobody answered. */
export interface NewMissed {
  readonly conversationId: string;
  /** `abandoned`: he left while he waited. `missed`: he could not or need not wait any longer. */
  readonly kind: "abandoned" | "missed";
  /** He is asked how he can be called back. */
  readonly offersCallback?: boolean;
}

/** What the customer wrote since somebody of the staff answered last, at most so much of it. */
const textSql = `
  select left(string_agg(e.body->>'text', e'\\n' order by e.seq), 2000) from conversation_events e
   where e.conversation_id = c.id and e.author_kind = 'customer' and e.body->>'kind' = 'message'
     and e.seq > coalesce((select max(a.seq) from conversation_events a where a.conversation_id = c.id
           and a.author_kind = 'agent' and a.body->>'kind' = 'message'), 0)`;

/**
 * Notes that a conversation was missed, for its queue and group. Runs in the transaction that ends or overflows it, so
 * that nobody is forgotten between the two; a second time, while the first is open, it changes nothing but the offer
 * to call back. Closing the conversation is the caller's own business.
 */
export async function addMissed(
  tx: Work,
  { conversationId, kind, offersCallback = false }: NewMissed,
): Promise<void> {
  const open = await tx.query<{ id: string }>(
    `update missed_items set offers_callback = true, version = version + 1
      where conversation_id = $1 and state <> 'done' and kind <> 'callback' and $2 and not offers_callback returning id`,
    [conversationId, offersCallback],
  );
  const added = await tx.query<{ id: string }>(
    `insert into missed_items (id, workspace_id, kind, conversation_id, customer_id, queue_id, group_id, channel, text, offers_callback)
     select gen_random_uuid(), c.workspace_id, $2, c.id, c.customer_id, c.queue_id, c.group_id, c.channel, (${textSql}), $3
       from conversations c where c.id = $1
        and not exists (select 1 from missed_items m where m.conversation_id = c.id and m.state <> 'done')
     on conflict (conversation_id, kind) where state <> 'done' do nothing returning id`,
    [conversationId, kind, offersCallback],
  );
  tx.note(...[...open.rows, ...added.rows].map(({ id }) => `m:${id}`));
}
