import "@mantine/dates/styles.layer.css";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { ExportButton } from "#renderer/platform/export-button.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { DataTable } from "#renderer/ui/data-table.tsx";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import type { Activity } from "#shared/contract/house.ts";
import classes from "./activity.module.css";
import { useActivityColumns } from "./activity-columns.tsx";
import { ChainCheck } from "./chain-check.tsx";
import { EntrySheet } from "./entry-sheet.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { useFilters } from "./use-filters.ts";

const perPage = 100;

/** Who changed what, newest first: filtered, exported, and checked to be whole. */
export function ActivityPage() {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const { filters, asked, isFiltered, set, clear } = useFilters();
  const [open, setOpen] = useState<Activity>();
  const columns = useActivityColumns();
  const query = useInfiniteQuery({
    ...api.activity.list.infiniteOptions({
      input: (before: number | undefined) =>
        ({ ...asked, limit: perPage, ...(before === undefined ? {} : { before }) }) as never,
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => (page.more ? page.entries.at(-1)?.seq : undefined),
    }),
    staleTime: 0,
  });
  const pages = query.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries) as readonly Activity[];
  return (
    <SetupPage
      title={t("house.activity.title")}
      hint={t("house.activity.hint")}
      actions={
        <ExportButton
          label={t("house.activity.export")}
          ask={() => client.activity.exportCsv(asked as never)}
        />
      }
    >
      <div className={classes.page}>
        <ChainCheck />
        <FilterBar
          filters={filters}
          actions={pages[0]?.actions ?? []}
          isFiltered={isFiltered}
          onChange={set}
          onClear={clear}
        />
        <ErrorNote
          text={query.error ? problemText(problemOf(query.error)) : undefined}
          retry={{ label: t("app.retry"), run: () => void query.refetch() }}
        />
        <DataTable
          label={t("house.activity.title")}
          columns={columns}
          rows={entries}
          rowId={({ seq }) => String(seq)}
          rowName={({ seq }) => t("house.activity.sheet", { seq })}
          onOpen={setOpen}
          openId={open && String(open.seq)}
          loading={query.isPending}
          empty={<Nothing isFiltered={isFiltered} onClear={clear} />}
        />
        {query.hasNextPage ? (
          <div className={classes.older}>
            <Button
              variant="default"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t("house.activity.older")}
            </Button>
          </div>
        ) : null}
      </div>
      <EntrySheet entry={open} onClose={() => setOpen(undefined)} />
    </SetupPage>
  );
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (!isFiltered) return <Empty title={t("house.activity.empty")} hint={t("house.activity.emptyHint")} />;
  return (
    <Empty title={t("house.activity.noMatch")}>
      <Button variant="default" onClick={onClear}>
        {t("house.activity.clear")}
      </Button>
    </Empty>
  );
}
