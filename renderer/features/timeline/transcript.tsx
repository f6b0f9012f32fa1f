import { useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { dayOf } from "#renderer/platform/i18n/times.ts";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { RowView } from "./row-view.tsx";
import classes from "./timeline.module.css";
import { timelineRows } from "./timeline-rows.ts";

interface TranscriptProps {
  readonly name: string;
  readonly events: readonly ConversationEvent[];
  readonly hasOlder: boolean;
}

/** Who looks on sees what was said; how far it was read is the agent's to know. */
const nothingRead = { customerDelivered: 0, customerRead: 0, agentRead: 0 };
/** So near to the end one wants to see what comes, px. */
const nearPx = 60;

/** The newest of a conversation for somebody who only looks on: it stays at the end while one is there. */
export function Transcript({ name, events, hasOlder }: TranscriptProps) {
  const { t } = useTranslation();
  const { me } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const rows = useMemo(
    () =>
      timelineRows({
        ...{ events, outbox: [], cursors: nothingRead, hasOlder, unreadAfter: null, dayOf },
        ...{ myId: me.id, myName: me.name },
      }),
    [events, hasOlder, me.id, me.name],
  );
  const last = rows.at(-1)?.key;
  useLayoutEffect(() => {
    if (last && follows.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [last]);
  return (
    <div
      ref={box}
      className={classes.transcript}
      role="log"
      aria-label={t("timeline.label", { name })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by the keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < nearPx;
      }}
    >
      {rows.map((row) => (
        <RowView key={row.key} row={row} />
      ))}
    </div>
  );
}
