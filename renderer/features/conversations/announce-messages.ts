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
export function announceMessages(
  myId: string,
  { isSeen, announce }: Announcer,
  store: ConversationsStore = conversationsStore,
) {
  const announced = new Map<string, number>();
  let started = false;
  const isNews = (one: Conversation): boolean => {
    const seq = one.lastMessage?.seq ?? 0;
    const before = announced.get(one.id);
    announced.set(one.id, Math.max(seq, before ?? 0));
    // A conversation that has just become mine was announced by its offer.
    return started && before !== undefined && seq > before && one.lastMessage?.authorKind === "customer";
  };
  const look = () => {
    const state = store.getState();
    if (!state.known) return;
    for (const one of mineOf(state, myId).filter(isNews)) if (!isSeen(one.id)) announce(one);
    started = true;
  };
  look();
  return store.subscribe(look);
}
