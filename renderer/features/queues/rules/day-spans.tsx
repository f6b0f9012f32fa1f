import { Button, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconPlus, IconX } from "#renderer/ui/icons.ts";
import { moveTime, readTime, shareOfDay } from "./clock-text.ts";
import classes from "./rules.module.css";

export type Span = [from: string, to: string];

interface DaySpansProps {
  /** The day's name, for who hears it. */
  readonly day: string;
  readonly spans: readonly Span[];
  readonly readOnly: boolean;
  readonly onSet: (spans: Span[]) => void;
}

/** The times of one day; none: closed. */
export function DaySpans({ day, spans, readOnly, onSet }: DaySpansProps) {
  const { t } = useTranslation();
  const last = spans.at(-1)?.[1];
  const next: Span = last && last < "23:00" ? [moveTime(last, 60), moveTime(last, 240)] : ["09:00", "18:00"];
  const put = (index: number, span: Span) => onSet(spans.map((one, at) => (at === index ? span : one)));
  return (
    <div className={classes.spans}>
      {spans.length === 0 ? <span className="quiet">{t("queueRules.closed")}</span> : null}
      {spans.map(([from, to], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name, and a field must keep its focus.
        <span key={index} className={classes.span}>
          <TimeField
            label={t("queueRules.opens", { day })}
            value={from}
            onSet={(time) => put(index, [time, to])}
          />
          <span className="quiet">{t("queueRules.to")}</span>
          <TimeField
            label={t("queueRules.closes", { day })}
            value={to}
            invalid={to <= from}
            onSet={(time) => put(index, [from, time])}
          />
          {readOnly ? null : (
            <IconAction
              size={24}
              label={t("queueRules.removeTimes", { from, to, day })}
              onClick={() => onSet(spans.filter((_, at) => at !== index))}
            >
              <IconX size={13} />
            </IconAction>
          )}
        </span>
      ))}
      {readOnly || spans.length >= 6 ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t("queueRules.addTimes", { day })}
          onClick={() => onSet([...spans, next])}
        >
          <IconPlus size={14} aria-hidden />
        </Button>
      )}
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly invalid?: boolean;
  readonly onSet: (time: string) => void;
}

/** Understands 9, 930 and 24 when it is left; the arrow keys move it by a quarter of an hour. */
function TimeField({ label, value, invalid = false, onSet }: TimeFieldProps) {
  const [typed, setTyped] = useState<string>();
  const finish = () => {
    const time = typed === undefined ? null : readTime(typed);
    if (time) onSet(time);
    setTyped(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: 15, ArrowDown: -15 }[event.key];
    if (event.key === "Enter") finish();
    if (!by) return;
    event.preventDefault();
    setTyped(undefined);
    onSet(moveTime((typed && readTime(typed)) || value, by));
  };
  return (
    <TextInput
      aria-label={label}
      size="xs"
      w={62}
      error={invalid}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={onKeyDown}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}

/** The day from midnight to midnight, with its open times filled. */
export const DayStrip = ({ spans }: { spans: readonly Span[] }) => (
  <div className={classes.strip} aria-hidden>
    {spans.map(([from, to]) => (
      <i
        key={`${from}${to}`}
        style={{ left: `${shareOfDay(from)}%`, width: `${Math.max(0, shareOfDay(to) - shareOfDay(from))}%` }}
      />
    ))}
  </div>
);
