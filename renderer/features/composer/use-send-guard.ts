import { useEffect, useRef, useState } from "react";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { answeredMeanwhile, isBehind } from "./collision.ts";

/** Stands between the button and the post: nothing goes out beside an answer that one has not seen. */
export function useSendGuard(conversation: Conversation, begunAfter: number | undefined, send: () => void) {
  const { sync } = useDesk();
  const me = useMe();
  const log = useObservable(sync.log(conversation.id));
  const { phase } = useObservable(sync.connection);
  const [waits, setWaits] = useState(false);
  const [asks, setAsks] = useState<string>();
  /** What is to go instead of what is in the box, such as a shortcut. */
  const instead = useRef<() => void>(undefined);
  const behind = isBehind(phase, log, conversation.lastSeq);
  const colleague = answeredMeanwhile(log.events, begunAfter, me.id);

  const go = () => {
    const run = instead.current ?? send;
    instead.current = undefined;
    setAsks(undefined);
    setWaits(false);
    run();
  };
  /** Sends, or says first what speaks against it. */
  const look = () => {
    if (behind) return setWaits(true);
    setWaits(false);
    return colleague === undefined ? go() : setAsks(colleague);
  };
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  // What was held goes by itself as soon as everything is to be seen, unless there is something to see.
  useEffect(() => {
    if (waits && !behind) latest.current();
  }, [waits, behind]);

  return {
    waits,
    asks,
    ask(other?: () => void) {
      instead.current = other;
      look();
    },
    lastSeq: log.lastSeq,
    cancel: () => setWaits(false),
    sendAnyway: go,
    keepEditing: () => setAsks(undefined),
  };
}
