import { createStore } from "zustand/vanilla";
import type { Typing } from "#shared/contract/socket.ts";

/** Who types where, and until when we believe it without hearing again. */
export type TypingState = Readonly<
  Record<string, { readonly name: string; readonly until: number } | undefined>
>;

export const believeMs = 6_000;

/** Adds or takes away somebody who types; one's own typing is nothing to show. */
export function withTyping(
  state: TypingState,
  { conversationId, who, on }: Typing,
  myId: string,
  now: number,
) {
  if (who.id === myId) return state;
  if (on) return { ...state, [conversationId]: { name: who.name, until: now + believeMs } };
  return state[conversationId] ? { ...state, [conversationId]: undefined } : state;
}

export const createTypingStore = () => createStore<{ byId: TypingState }>()(() => ({ byId: {} }));
export const typingStore = createTypingStore();
