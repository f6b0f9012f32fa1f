import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration } from "#renderer/platform/i18n/times.ts";
import classes from "./status.module.css";

/** How long it has lasted beyond its limit; nothing before. */
export function Overdue({ at }: { at: string | null }) {
  const { t } = useTranslation();
  useSecond();
  const { sync } = useDesk();
  const over = at === null ? -1 : sync.serverNow() - Date.parse(at);
  if (over < 0) return null;
  return (
    <span className={`${classes.overdue} numbers`} title={t("status.overdueLong")}>
      {t("status.overdue", { time: duration(over) })}
    </span>
  );
}
