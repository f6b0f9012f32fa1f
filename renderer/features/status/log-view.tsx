import { Button, SegmentedControl } from "@mantine/core";
import type { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration, exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { type ShownLog, type StatusLogEntry, shownLogs } from "#shared/contract/statuses.ts";
import type { Medium } from "#shared/domain/media.ts";
import { lengthsOf, type StatusKey } from "#shared/domain/status/index.ts";
import classes from "./status.module.css";

export interface LogPage {
  readonly entries: StatusLogEntry[];
  readonly more: boolean;
}

const perPage = 50;

/** How a log is fetched page by page, newest first. */
export const pages = {
  input: (show: ShownLog, before: number | undefined) => ({
    ...{ limit: perPage, show },
    ...(before === undefined ? {} : { before }),
  }),
  next: (page: unknown) => ((page as LogPage).more ? (page as LogPage).entries.at(-1)?.id : undefined),
};

interface LogViewProps {
  readonly query: ReturnType<typeof useInfiniteQuery>;
  readonly show: ShownLog;
  readonly onShow: (show: ShownLog) => void;
  /** Whose: he is spoken to, or spoken of. */
  readonly of: "own" | "theirs";
}

/** A status log: what, when, for how long, by whom or what, and why; statuses, work, or both. */
export function LogView({ query, show, onShow, of }: LogViewProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.logView}>
      <SegmentedControl
        size="xs"
        aria-label={t("status.logShow")}
        value={show}
        data={shownLogs.map((value) => ({ value, label: t(`status.show_${value}`) }))}
        onChange={(value) => onShow(value as ShownLog)}
      />
      <Loaded query={query as never}>
        {(data: { pages: LogPage[] }) => (
          <Entries entries={data.pages.flatMap(({ entries }) => entries)} of={of} />
        )}
      </Loaded>
      {query.hasNextPage ? (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("status.logMore")}
        </Button>
      ) : null}
    </div>
  );
}

function Entries({ entries, of }: { entries: readonly StatusLogEntry[]; of: LogViewProps["of"] }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  useSecond();
  const words = useEntryWords();
  if (entries.length === 0) return <p>{t("status.logNone")}</p>;
  const lengths = lengthsOf(entries, sync.serverNow());
  const about = of === "own" ? "cause" : "theirs";
  return (
    <table className={classes.log}>
      <thead>
        <tr>
          <th scope="col">{t("status.logWhen")}</th>
          <th scope="col">{t("status.logWhat")}</th>
          <th scope="col">{t("status.logLasted")}</th>
          <th scope="col">{t("status.logWhy")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          <tr key={entry.id} data-kind={entry.kind}>
            <td className="numbers" title={exactTime(Date.parse(entry.at))}>
              {shortMoment(Date.parse(entry.at))}
            </td>
            <td>{words(entry)}</td>
            <td className="numbers">{lengths[index] == null ? null : duration(lengths[index])}</td>
            <td>
              {entry.kind === "media"
                ? null
                : t(`status.${about}_${entry.cause}`, { name: entry.byName ?? "" })}
              {entry.reason ? <div className={classes.about}>{entry.reason}</div> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useEntryWords() {
  const { t } = useTranslation();
  return ({ kind, value, customName }: StatusLogEntry): string => {
    if (kind === "media") {
      const [medium, state] = value.split(":") as [Medium, "on" | "off"];
      return t("status.switch", {
        medium: t(`status.medium_${medium}`),
        state: t(`status.switch_${state}`),
      });
    }
    if (value === "cancelled") return t("status.log_cancelled");
    if (kind === "activity") return t(`status.doing_${value as "idle"}`);
    const status = customName ?? t(`status.${value as StatusKey}`);
    return kind === "next" ? t("status.log_next", { status }) : status;
  };
}
