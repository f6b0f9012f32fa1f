import { VisuallyHidden } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { clockTime, duration, exactTime } from "#renderer/platform/i18n/times.ts";
import { IconChevronDown } from "#renderer/ui/icons.ts";
import { Overdue } from "./overdue.tsx";
import classes from "./status.module.css";
import { StatusMark } from "./status-mark.tsx";
import { useStatusWord } from "./use-choices.ts";
import type { useStatus } from "./use-status.ts";

type Status = ReturnType<typeof useStatus>;

/** The status as it stands in the top bar: mark, word, since when. The menu gives it its own attributes. */
export function StatusToggle({ status, ...menu }: ComponentProps<"button"> & { status: Status }) {
  const { t } = useTranslation();
  const wordOf = useStatusWord();
  const { mine, present, connected } = status;
  const since = Date.parse(mine.since);
  const word = wordOf(mine);
  const time = t("status.since", { time: clockTime(since) });
  const isAbsent = !present && mine.status !== "offline";
  const absence = isAbsent ? (connected ? t("status.absent") : t("status.noConnection")) : "";
  const marks = useMarks(status);
  // What is read out does not count the seconds: it would be read anew with each.
  const parts = [
    t("status.label", { status: `${word} ${time}${absence && ` ${absence}`}` }),
    ...marks.map(({ text }) => text),
    present ? t("status.present") : t("status.absent"),
  ];
  return (
    <button
      {...menu}
      type="button"
      className={classes.toggle}
      aria-keyshortcuts="s"
      title={exactTime(since)}
      data-status={mine.status}
    >
      <VisuallyHidden>{parts.join(", ")}</VisuallyHidden>
      <span className={classes.shown} aria-hidden="true">
        <StatusMark status={mine.status} color={mine.custom?.color} />
        <span className={`${classes.word} one-line`}>{word}</span> <Lasting since={since} />
        <Overdue at={mine.custom?.overdueAt ?? null} />
        {marks.map(({ text, look }) => (
          <span key={text} className={`${classes[look]} one-line`}>
            {text}
          </span>
        ))}
        {absence ? <span className={classes.absent}>{absence}</span> : null}
        <IconChevronDown size={14} />
      </span>
    </button>
  );
}

/** What else there is to know at a glance: who or what changed it against his will, his after-work, what comes next. */
function useMarks({ mine, missed, backLate }: Status) {
  const { t } = useTranslation();
  const wordOf = useStatusWord();
  const others = mine.cause === "set_by_other";
  const silent = mine.status === "paused" && mine.cause === "agent_inactive";
  const marks: readonly (readonly [boolean, "missed" | "doing" | "next", string])[] = [
    [missed, "missed", t("status.missed")],
    [silent, "missed", t("status.silent")],
    [backLate, "missed", t("status.backLate")],
    [others, "missed", t("status.cause_set_by_other", { name: mine.byName ?? "" })],
    [mine.activity === "wrap_up", "doing", t("status.activity_wrap_up")],
    [mine.next !== null, "next", mine.next ? t("status.nextIs", { status: wordOf(mine.next) }) : ""],
  ];
  return marks.flatMap(([shown, look, text]) => (shown ? [{ look, text }] : []));
}

/** For how long by now, on the server's clock. */
function Lasting({ since }: { since: number }) {
  useSecond();
  const { sync } = useDesk();
  return <span className={`${classes.since} numbers`}>{duration(sync.serverNow() - since)}</span>;
}
