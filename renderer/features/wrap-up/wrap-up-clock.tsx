import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration } from "#renderer/platform/i18n/times.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { wrapUpTime } from "#shared/domain/wrap-up.ts";
import classes from "./wrap-up.module.css";

const radius = 8;
const round = 2 * Math.PI * radius;

interface ClockProps {
  readonly wrapUp: NonNullable<Conversation["wrapUp"]>;
  readonly auto: boolean;
}

/** How much time is left, by the server's clock: a ring that empties, red when it is over. */
export function WrapUpClock({ wrapUp, auto }: ClockProps) {
  const { t } = useTranslation();
  useSecond();
  const { sync } = useDesk();
  const now = sync.serverNow();
  const { elapsedMs, leftMs, overdue, share } = wrapUpTime(wrapUp, now);
  const words = () => {
    if (leftMs === null) return t("wrapUp.since", { time: duration(elapsedMs) });
    if (!overdue) return t("wrapUp.left", { time: duration(leftMs) });
    return t("wrapUp.over", { time: duration(now - Date.parse(wrapUp.until ?? wrapUp.startedAt)) });
  };
  return (
    <span className={classes.clock} data-overdue={overdue || undefined}>
      {leftMs === null ? null : (
        <svg className={classes.ring} viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r={radius} className={classes.track} />
          <circle
            cx="10"
            cy="10"
            r={radius}
            className={classes.rest}
            strokeDasharray={round}
            strokeDashoffset={overdue ? 0 : round * share}
          />
        </svg>
      )}
      <span className="numbers" role="timer">
        {words()}
      </span>
      {auto && leftMs !== null ? <span className={classes.auto}>{t("wrapUp.auto")}</span> : null}
    </span>
  );
}
