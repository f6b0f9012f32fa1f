import { useEffect, useMemo, useState } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { dayOf } from "#renderer/platform/i18n/times.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { timelineRows } from "./timeline-rows.ts";

/** The rows of one conversation, kept current while it is shown. */
export function useTimeline(conversation: Conversation) {
  const { sync, me } = useDesk();
  const { id, cursors } = conversation;
  useEffect(() => sync.open(id), [sync, id]);
  const log = useObservable(sync.log(id));
  const allOutbox = useObservable(sync.outbox);
  const outbox = useMemo(() => allOutbox.filter((entry) => entry.conversationId === id), [allOutbox, id]);
  const unreadAfter = useUnreadLine(conversation);
  const rows = useMemo(
    () =>
      timelineRows({
        events: log.events,
        outbox,
        cursors,
        myId: me.id,
        myName: me.name,
        hasOlder: log.hasOlder,
        unreadAfter,
        dayOf,
      }),
    [log.events, log.hasOlder, outbox, cursors, me.id, me.name, unreadAfter],
  );
  return { rows, log, outbox, loadOlder: () => sync.loadOlder(id) };
}

/** Where "New" stands: fixed when the conversation is opened, and anew each time the person comes back to the window. */
function useUnreadLine(conversation: Conversation): number | null {
  const { agentRead } = conversation.cursors;
  const isOpen = conversation.state !== "closed";
  const [line, setLine] = useState(isOpen ? agentRead : null);
  useEffect(() => {
    const comeBack = () => setLine(isOpen ? agentRead : null);
    window.addEventListener("focus", comeBack);
    return () => window.removeEventListener("focus", comeBack);
  }, [agentRead, isOpen]);
  return line;
}
