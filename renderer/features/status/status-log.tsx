import { Button, Modal } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import type { StatusLogEntry } from "#shared/contract/statuses.ts";
import type { Medium } from "#shared/domain/media.ts";
import type { StatusKey } from "#shared/domain/status/index.ts";
import classes from "./status.module.css";
import { statusDialogs } from "./status-dialogs.ts";

const perPage = 50;
interface Page {
  readonly entries: StatusLogEntry[];
  readonly more: boolean;
}

/** One's own status log: what, when, by whom or what, and why. */
export function StatusLog() {
  const { t } = useTranslation();
  const { api } = useDesk();
  useFocusBack();
  const query = useInfiniteQuery({
    ...api.status.ownLog.infiniteOptions({
      input: (before: number | undefined) =>
        ({ limit: perPage, ...(before === undefined ? {} : { before }) }) as never,
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => ((page as Page).more ? (page as Page).entries.at(-1)?.id : undefined),
    }),
    staleTime: 0,
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={() => statusDialogs.setState({ log: false })}
      title={t("status.logTitle")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <Loaded query={query}>
        {({ pages }) => <Entries entries={pages.flatMap((page) => (page as Page).entries)} />}
      </Loaded>
      {query.hasNextPage ? (
        <Button
          variant="default"
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("status.logMore")}
        </Button>
      ) : null}
    </Modal>
  );
}

function Entries({ entries }: { entries: readonly StatusLogEntry[] }) {
  const { t } = useTranslation();
  const words = useEntryWords();
  if (entries.length === 0) return <p>{t("status.logNone")}</p>;
  return (
    <table className={classes.log}>
      <thead>
        <tr>
          <th scope="col">{t("status.logWhen")}</th>
          <th scope="col">{t("status.logWhat")}</th>
          <th scope="col">{t("status.logWhy")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className="numbers" title={exactTime(Date.parse(entry.at))}>
              {shortMoment(Date.parse(entry.at))}
            </td>
            <td>{words(entry)}</td>
            <td>
              {entry.kind === "media" ? null : t(`status.cause_${entry.cause}`, { name: entry.byName ?? "" })}
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
    if (kind === "activity") return t(`status.activity_${value as "idle"}`);
    const status = customName ?? t(`status.${value as StatusKey}`);
    return kind === "next" ? t("status.log_next", { status }) : status;
  };
}
