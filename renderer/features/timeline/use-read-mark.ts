import { useEffect, useRef, useSyncExternalStore } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import type { Conversation } from "#shared/contract/conversations.ts";

const isLookedAt = () => document.visibilityState === "visible" && document.hasFocus();

function onLook(listener: () => void) {
  window.addEventListener("focus", listener);
  window.addEventListener("blur", listener);
  document.addEventListener("visibilitychange", listener);
  return () => {
    window.removeEventListener("focus", listener);
    window.removeEventListener("blur", listener);
    document.removeEventListener("visibilitychange", listener);
  };
}

/** Whether somebody has this window before him: seen, and with the focus. A minimised window reads nothing. */
export const useLookedAt = (): boolean => useSyncExternalStore(onLook, isLookedAt);

/** Tells the server what was read, and only what was: one's own conversation, at its end, in a window looked at. */
export function useReadMark(conversation: Conversation, lastSeq: number, atEnd: boolean): void {
  const { sync, me } = useDesk();
  const lookedAt = useLookedAt();
  const { phase } = useObservable(sync.connection);
  const told = useRef(0);
  const isMine = conversation.assignee?.id === me.id && conversation.state === "assigned";
  const unread = lastSeq > conversation.cursors.agentRead;
  const may = lookedAt && atEnd && isMine && unread && phase === "live";

  useEffect(() => {
    if (phase !== "live") told.current = 0;
  }, [phase]);
  useEffect(() => {
    if (!may || told.current >= lastSeq) return;
    told.current = lastSeq;
    sync.request("messages.read", { conversationId: conversation.id, seq: lastSeq }).catch(() => {
      told.current = 0;
    });
  }, [sync, conversation.id, lastSeq, may]);
}
