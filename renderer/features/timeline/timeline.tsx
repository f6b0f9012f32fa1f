import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconArrowDown, IconMessageOff } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { ErrorCode } from "#shared/errors/catalogue.ts";
import { KeepText } from "./keep-text.ts";
import { RowView } from "./row-view.tsx";
import classes from "./timeline.module.css";
import { newerThan } from "./timeline-rows.ts";
import { useReadMark } from "./use-read-mark.ts";
import { useScroll } from "./use-scroll.ts";
import { useTimeline } from "./use-timeline.ts";

interface TimelineProps {
  readonly conversation: Conversation;
  readonly typing: string | undefined;
  /** Keeps a message that one has sent as a shortcut. */
  readonly onKeep?: ((text: string) => void) | undefined;
}

/** Everything that was said and done in one conversation, as far as one has scrolled. */
export function Timeline({ conversation, typing, onKeep }: TimelineProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const { rows, log, outbox, loadOlder } = useTimeline(conversation);
  const scroll = useScroll({ rows, box, loaded: log.loaded, hasOlder: log.hasOlder, loadOlder });
  const { virtual, items, atEnd, toEnd } = scroll;
  useReadMark(conversation, log.lastSeq, atEnd);
  useEndOnSend(outbox.at(-1)?.clientId, toEnd);
  const walk = useWalk(box, rows.length, (index) => virtual.scrollToIndex(index));

  if (log.failure) return <Failure code={log.failure} />;
  return (
    <div className={classes.place}>
      <div
        ref={box}
        className={classes.scroll}
        role="log"
        aria-label={t("timeline.label", { name: conversation.customer.name })}
        aria-busy={!log.loaded}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a log is walked through with the arrow keys.
        tabIndex={0}
        onKeyDown={walk}
        data-timeline
      >
        {log.loaded || outbox.length > 0 ? (
          <div className={classes.canvas} style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              return row ? (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={classes.item}
                  tabIndex={-1}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <KeepText value={onKeep}>
                    <RowView row={row} />
                  </KeepText>
                </div>
              ) : null;
            })}
          </div>
        ) : (
          <Bones />
        )}
      </div>
      {atEnd ? null : <Pill conversation={conversation} onClick={toEnd} />}
      <div className={classes.typing} aria-live="off">
        {typing ? `${typing} ${t("lists.typing")}` : null}
      </div>
    </div>
  );
}

/** One's own new message is always shown, wherever one had scrolled to. */
function useEndOnSend(lastSent: string | undefined, toEnd: () => void) {
  const known = useRef(lastSent);
  useEffect(() => {
    if (lastSent && lastSent !== known.current) toEnd();
    known.current = lastSent;
  });
}

/** Arrow keys walk from row to row. */
function useWalk(box: { current: HTMLDivElement | null }, count: number, show: (index: number) => void) {
  return (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const inside = (event.target as Element).closest<HTMLElement>("[data-index]");
    if (step === 0 || (event.target !== box.current && event.target !== inside)) return;
    event.preventDefault();
    const from = inside ? Number(inside.getAttribute("data-index")) : count;
    const to = Math.min(count - 1, Math.max(0, from + step));
    const drawn = () => box.current?.querySelector<HTMLElement>(`[data-index="${to}"]`);
    show(to);
    // At once where it can be: a key pressed within the same frame is for this row already.
    const row = drawn();
    if (row) row.focus();
    else requestAnimationFrame(() => drawn()?.focus());
  };
}

function Pill({ conversation, onClick }: { conversation: Conversation; onClick: () => void }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  // The pill is there exactly while one is away from the end: what came since it appeared is new.
  const [seen] = useState(() => sync.log(conversation.id).get().lastSeq);
  const count = newerThan(sync.log(conversation.id).get().events, seen);
  return (
    <button type="button" className={classes.pill} data-new={count > 0 || undefined} onClick={onClick}>
      <IconArrowDown size={14} aria-hidden />
      {count > 0 ? t("timeline.newMessages", { count }) : t("timeline.latest")}
    </button>
  );
}

function Failure({ code }: { code: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.place}>
      <Empty icon={<IconMessageOff size={28} stroke={1.5} aria-hidden />} title={t("timeline.loadFailed")}>
        <ErrorNote text={problemText(code as ErrorCode)} />
      </Empty>
    </div>
  );
}

const Bones = () => (
  <Delayed>
    <div className={classes.bones}>
      {[40, 55, 30, 62].map((width) => (
        <Bone key={width} width={`${width}%`} height={34} />
      ))}
    </div>
  </Delayed>
);
