import { createStore } from "zustand/vanilla";
import type { Typing } from "#shared/contract/socket.ts";

/** Who types where, and until when we believe it without hearing again. */
export type TypingState = Readonly<
  Record<string, { readonly name: string; readonly until: number } | undefined>
>;

export const believeMs = 6_000;

/** Customers and colleagues are kept apart: both may write at once. */
export const typingKey = (conversationId: string, kind: Typing["who"]["kind"]): string =>
  kind === "agent" ? `${conversationId}/staff` : conversationId;

/** Adds or takes away somebody who types; one's own typing is nothing to show. */
export function withTyping(
  state: TypingState,
  { conversationId, who, on }: Typing,
  myId: string,
  now: number,
) {
  if (who.id === myId) return state;
  const key = typingKey(conversationId, who.kind);
  if (on) return { ...state, [key]: { name: who.name, until: now + believeMs } };
  return state[key] ? { ...state, [key]: undefined } : state;
}

export const createTypingStore = () => createStore<{ byId: TypingState }>()(() => ({ byId: {} }));
export const typingStore = createTypingStore();
