import type { Conversation } from "#shared/contract/conversations.ts";
import { type ConversationsStore, conversationsStore, mineOf } from "./conversations-store.ts";

export interface Announcer {
  /** The person has this conversation before him now: nothing to announce. */
  readonly isSeen: (conversationId: string) => boolean;
  readonly announce: (conversation: Conversation) => void;
}

/**
 * Announces what customers wrote in one's own conversations, also what came while the connection was away: it compares
 * with the newest message known before, not with what the socket happened to say.
 */
export function announceMessages(myId: string, { isSeen, announce }: Announcer, store: ConversationsStore = conversationsStore) {
  const announced = new Map<string, number>();
  let started = false;
  const look = () => {
    const state = store.getState();
    if (!state.known) return;
    for (const one of mineOf(state, myId)) {
      const message = one.lastMessage;
      const seq = message?.seq ?? 0;
      const before = announced.get(one.id);
      if (before !== undefined && seq <= before) continue;
      announced.set(one.id, seq);
      // A conversation that has just become mine was announced by its offer.
      if (!started || before === undefined || message?.authorKind !== "customer") continue;
      if (!isSeen(one.id)) announce(one);
    }
    started = true;
  };
  look();
  return store.subscribe(look);
}
