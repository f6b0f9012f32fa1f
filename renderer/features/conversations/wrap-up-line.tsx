import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration } from "#renderer/platform/i18n/times.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { wrapUpTime } from "#shared/domain/wrap-up.ts";
import classes from "./lists.module.css";

/** In a list: it has ended, and its after-contact work has so much time, or is overdue. */
export function WrapUpLine({ wrapUp }: { wrapUp: NonNullable<Conversation["wrapUp"]> }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  useSecond();
  const now = sync.serverNow();
  const { elapsedMs, leftMs, overdue } = wrapUpTime(wrapUp, now);
  const words = () => {
    if (overdue)
      return t("wrapUp.over", { time: duration(now - Date.parse(wrapUp.until ?? wrapUp.startedAt)) });
    return leftMs === null
      ? t("wrapUp.since", { time: duration(elapsedMs) })
      : t("wrapUp.left", { time: duration(leftMs) });
  };
  return (
    <span
      className={`${classes.line} ${classes.draft} numbers one-line`}
      {...(overdue ? { style: { color: "var(--red)" } } : {})}
    >
      {t("wrapUp.row")} · {words()}
    </span>
  );
}
