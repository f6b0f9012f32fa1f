import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import type { DataColumn } from "#renderer/ui/data-table.tsx";
import type { Activity } from "#shared/contract/house.ts";
import { useWords } from "./use-words.ts";

/** The columns of the log. */
export function useActivityColumns(): readonly DataColumn<Activity>[] {
  const { t } = useTranslation();
  const { actionLabel, kindLabel } = useWords();
  return useMemo(
    () => [
      {
        id: "at",
        header: t("house.activity.at"),
        width: 170,
        opens: true,
        cell: ({ at }) => (
          <time className="numbers" dateTime={at} title={exactTime(Date.parse(at))}>
            {shortMoment(Date.parse(at))}
          </time>
        ),
      },
      {
        id: "who",
        header: t("house.activity.who"),
        width: 190,
        // Without an id it is no person: the system, or somebody not signed in.
        cell: ({ actorId, actorName }) => (
          <span className={actorId ? "one-line" : "one-line quiet"}>
            {actorName || t("house.activity.system")}
          </span>
        ),
      },
      {
        id: "what",
        header: t("house.activity.what"),
        width: 230,
        cell: ({ action }) => <span className="one-line">{actionLabel(action)}</span>,
      },
      {
        id: "target",
        header: t("house.activity.target"),
        cell: ({ targetKind, targetName }) => (
          <span className="one-line">
            {targetName} <span className="quiet small">{kindLabel(targetKind)}</span>
          </span>
        ),
      },
      {
        id: "address",
        header: t("house.activity.address"),
        width: 140,
        cell: ({ ipAddress }) => <span className="numbers">{ipAddress ?? t("house.activity.nothing")}</span>,
      },
    ],
    [t, actionLabel, kindLabel],
  );
}
