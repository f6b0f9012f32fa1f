import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { conversationsStore, mineOf, unassignedOf, withConversation } from "./conversations-store.ts";
import { typingKey, typingStore } from "./typing-store.ts";
import { unreadIn } from "./unread.ts";

/** The lists: mine that go on, mine that are parked, and those that wait. */
export function useLists() {
  const me = useMe();
  const state = useStore(conversationsStore);
  return useMemo(() => {
    const all = mineOf(state, me.id);
    return {
      known: state.known,
      mine: all.filter(({ parked }) => !parked),
      parked: parkedFirst(all),
      unassigned: unassignedOf(state),
    };
  }, [state, me.id]);
}

const parkedFirst = (all: readonly Conversation[]): Conversation[] =>
  all
    .filter(({ parked }) => parked)
    .sort((a, b) => (a.parked?.until ?? "").localeCompare(b.parked?.until ?? ""));

/** Takes a record that a command answered with; the news of it will say the same. */
export const learnConversation = (conversation: Conversation) =>
  conversationsStore.setState((state) => withConversation(state, conversation));

/** One conversation: from the store, or asked for when it is in neither list. */
export function useConversation(id: string) {
  const { api } = useDesk();
  const known = useStore(conversationsStore, (state) => state.byId[id]);
  const query = useQuery({
    ...api.conversations.get.queryOptions({ input: { conversationId: id as Conversation["id"] } }),
    enabled: !known,
    staleTime: 0,
  });
  const { data } = query;
  useEffect(() => {
    if (data) learnConversation(data as Conversation);
  }, [data]);
  return { conversation: known, error: known ? null : query.error, retry: () => void query.refetch() };
}

/** Whether the customer types now, or a colleague does, and his name. */
export function useTyping(id: string, kind: "customer" | "agent" = "customer"): string | undefined {
  useSecond();
  const typing = useStore(typingStore, (state) => state.byId[typingKey(id, kind)]);
  return typing && typing.until > Date.now() ? typing.name : undefined;
}

/** The customer's unread messages. */
export function useUnread(conversation: Conversation): number {
  const { sync } = useDesk();
  const log = useObservable(sync.log(conversation.id));
  return unreadIn(conversation, log);
}
