import type { Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import { settleDirectOffer } from "./bounce-back.ts";
import { giveBack } from "./give-back.ts";

/** Whose conversations are released. */
export interface Released {
  readonly id: string;
}

/**
 * Puts everything that somebody has back into its queues, and takes what rings at his desk away: he has left, or must
 * not answer any more. Runs in the caller's transaction, behind his seat's lock (the row of `users`), so that nothing
 * is assigned to him meanwhile. Answers how many conversations wait again.
 */
export async function releaseConversationsOf(tx: Work, person: Released, author: Author): Promise<number> {
  const { rows } = await tx.query<{ id: string }>(
    "select id from conversations where assignee_id = $1 and state = 'assigned' order by id for no key update",
    [person.id],
  );
  for (const { id } of rows) await giveBack(tx, id, author);
  await withdrawOffersOf(tx, person.id);
  return rows.length;
}

/** Takes what rings at somebody's desk away; what a colleague offered to him alone goes the way of a missed transfer. */
export async function withdrawOffersOf(tx: Work, userId: string): Promise<void> {
  // The conversations before their offers, as accepting does.
  await tx.query(
    `select c.id from conversations c where c.id in
       (select o.conversation_id from offers o where o.user_id = $1 and o.state = 'open') order by c.id for no key update`,
    [userId],
  );
  const { rows } = await tx.query<{ id: string; conversationId: string }>(
    `update offers set state = 'withdrawn', version = version + 1, ended_at = now()
     where user_id = $1 and state = 'open' returning id, conversation_id as "conversationId"`,
    [userId],
  );
  tx.note(...rows.flatMap(({ id, conversationId }) => [`o:${id}`, `c:${conversationId}`]));
  for (const { id } of rows) await settleDirectOffer(tx, id);
}
