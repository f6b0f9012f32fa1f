import { useEffect } from "react";
import { useStore } from "zustand";
import { conversationsStore, mineOf } from "#renderer/features/conversations/index.ts";
import { offersStore, openOffers } from "#renderer/features/offers/index.ts";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";

/** How many things wait for this person: offers, and conversations with something unread. */
export function useWaitingForMe(): number {
  useSecond();
  const { me, sync } = useDesk();
  const conversations = useStore(conversationsStore);
  const offers = useStore(offersStore);
  const unread = mineOf(conversations, me.id).filter(
    ({ lastMessage, cursors }) =>
      lastMessage?.authorKind === "customer" && lastMessage.seq > cursors.agentRead,
  );
  return unread.length + openOffers(offers, sync.serverNow(), me.id).length;
}

/** Tells the system's badge. */
export function useBadge(): void {
  const { os } = useDesk();
  const count = useWaitingForMe();
  useEffect(() => os.badge(count), [os, count]);
}
