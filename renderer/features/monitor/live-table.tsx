import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { DataTable } from "#renderer/ui/data-table.tsx";
import { IconEye } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import type { Watched } from "#shared/contract/calls.ts";
import type { LiveActions } from "./join-call.ts";
import { liveColumns } from "./live-columns.tsx";

const everyMs = 5_000;
/** News come in flurries: they are looked at together. */
const gatherMs = 600;

/** Live conversations of those whom one watches over, anew by news and every five seconds. */
export function LiveTable({ joining, watch }: Pick<LiveActions, "joining" | "watch">) {
  const { t } = useTranslation();
  const { api, sync, me } = useDesk();
  useSecond();
  const live = useQuery({ ...api.monitor.live.queryOptions(), staleTime: 0, refetchInterval: everyMs });
  useRefetchByNews(live.refetch);
  const columns = useMemo(
    () => liveColumns(t, { myId: me.id, joining, watch }, () => sync.serverNow()),
    [t, me.id, joining, watch, sync],
  );
  const rows = (live.data ?? []) as Watched[];
  return (
    <>
      {live.error ? (
        <ErrorNote
          text={problemText(problemOf(live.error))}
          retry={{ label: t("app.retry"), run: () => void live.refetch() }}
        />
      ) : null}
      <DataTable
        label={t("calls.monitor.lead")}
        columns={columns}
        rows={rows}
        rowId={({ conversationId }) => conversationId}
        rowName={({ customerName }) => customerName}
        loading={live.isPending}
        empty={
          <Empty
            icon={<IconEye size={30} stroke={1.4} aria-hidden />}
            title={t("calls.monitor.empty")}
            hint={t("calls.monitor.emptyHint")}
          />
        }
      />
    </>
  );
}

function useRefetchByNews(refetch: () => unknown): void {
  const { news } = useDesk();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void refetch();
      }, gatherMs);
    };
    const removers = [news.on("conversation.changed", soon), news.on("call.changed", soon)];
    return () => {
      clearTimeout(timer);
      for (const remove of removers) remove();
    };
  }, [news, refetch]);
}
