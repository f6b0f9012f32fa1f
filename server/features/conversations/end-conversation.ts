import type { Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import { appendEntry } from "./event-log.ts";
import { type ConversationHooks, runHooks } from "./hooks.ts";
import type { LockedConversation } from "./locked-conversation.ts";
import { withdrawOffers } from "./take-conversation.ts";

/** How a conversation ends. */
export interface Ending {
  readonly by: Author;
  readonly outcome: string | null;
}

/** What ending needs to know of a conversation whose row the caller has locked. */
export type EndingHead = Omit<LockedConversation, "state"> & { readonly conversationId: string };

/**
 * Ends an open conversation, whoever does it: the entry, the state, its offers, and what other features do at an end.
 * The caller holds the lock of its row and has looked that it is open.
 */
export async function endConversation(
  tx: Work,
  hooks: readonly ConversationHooks[],
  { conversationId, ...head }: EndingHead,
  { by, outcome }: Ending,
): Promise<void> {
  await appendEntry(tx, {
    conversationId,
    author: by,
    visibility: "public",
    body: { kind: "closed", outcome },
  });
  await tx.query(
    `update conversations set state = 'closed', outcome = $2, closed_at = now(), waiting_since = null,
       parked_until = null, parked_note = null, version = version + 1, assignment_token = assignment_token + 1
     where id = $1`,
    [conversationId, outcome],
  );
  await withdrawOffers(tx, conversationId);
  await runHooks(hooks, "ends", tx, { ...head, conversationId, by });
  tx.note(`c:${conversationId}`);
}
