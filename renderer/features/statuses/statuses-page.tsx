import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { SetupThings } from "#renderer/platform/setup-things.tsx";
import { Why } from "#renderer/platform/why.tsx";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconArrowDown, IconArrowUp, IconUserCircle } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import { type CustomStatus, maxCustomStatuses } from "#shared/contract/statuses.ts";
import { NewStatus } from "./new-status.tsx";
import { StatusForm } from "./status-form.tsx";
import { StatusSwatch } from "./status-swatch.tsx";

/** Setup > Statuses: the workspace's own reasons for not being ready. */
export function StatusesPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("statuses.title")} hint={t("statuses.hint")}>
      <Statuses />
    </SetupPage>
  );
}

function Statuses() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.statuses.list.queryOptions(), staleTime: 0 });
  const detailOf = useDetail();
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const [withArchived, setWithArchived] = useState(false);
  const all = (query.data as CustomStatus[] | undefined) ?? [];
  const inUse = all.filter(({ archived }) => !archived);
  const shown = withArchived ? all : inUse;
  const status = shown.find(({ id }) => id === chosen) ?? shown[0];
  return (
    <SetupThings
      label={t("statuses.title")}
      query={query}
      things={shown}
      rowOf={(one) => ({
        name: one.name,
        faded: one.archived,
        detail: detailOf(one),
        icon: <StatusSwatch color={one.color} />,
      })}
      chosen={status}
      onChoose={setChosen}
      add={{
        label: t("statuses.add"),
        needs: { permission: "settings.general", field: "statuses" },
        reason: inUse.length >= maxCustomStatuses ? problemText("status.too_many") : undefined,
        run: () => setAdding(true),
      }}
      none={{
        icon: <IconUserCircle size={28} stroke={1.4} aria-hidden />,
        title: t("statuses.none"),
        hint: t("statuses.noneHint"),
      }}
      below={
        <>
          {status && !status.archived ? <Order statuses={inUse} at={inUse.indexOf(status)} /> : null}
          {all.length > inUse.length ? (
            <Switch
              size="xs"
              label={t("statuses.showArchived")}
              checked={withArchived}
              onChange={(event) => setWithArchived(event.currentTarget.checked)}
            />
          ) : null}
        </>
      }
    >
      {status ? <StatusForm key={status.id} status={status} /> : null}
      {adding ? <NewStatus onMade={setChosen} onClose={() => setAdding(false)} /> : null}
    </SetupThings>
  );
}

/** The line below a status's name in the list. */
function useDetail() {
  const { t } = useTranslation();
  return ({ archived, limitMinutes, needsReason }: CustomStatus): string => {
    if (archived) return t("statuses.archived");
    const limit = limitMinutes ? t("status.limit", { minutes: limitMinutes }) : t("statuses.noLimit");
    return needsReason ? `${limit} · ${t("status.reasonNeeded")}` : limit;
  };
}

/** Moves the chosen status in the list, which is the order of the menu. */
function Order({ statuses, at }: { statuses: readonly CustomStatus[]; at: number }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const reorder = useMutation({
    ...api.statuses.reorder.mutationOptions(),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: api.statuses.key() });
      void queries.invalidateQueries({ queryKey: api.status.key() });
    },
  });
  const move = (by: -1 | 1) => {
    const ids = statuses.map(({ id }) => id);
    const [moved] = ids.splice(at, 1);
    if (moved) ids.splice(at + by, 0, moved);
    reorder.mutate({ statusIds: ids });
  };
  return (
    <div style={{ display: "flex", gap: 6 }}>
      <Why permission="settings.general" field="statuses">
        <IconAction
          variant="default"
          label={t("statuses.up")}
          disabled={at <= 0 || reorder.isPending}
          onClick={() => move(-1)}
        >
          <IconArrowUp size={15} aria-hidden />
        </IconAction>
      </Why>
      <Why permission="settings.general" field="statuses">
        <IconAction
          variant="default"
          label={t("statuses.down")}
          disabled={at < 0 || at >= statuses.length - 1 || reorder.isPending}
          onClick={() => move(1)}
        >
          <IconArrowDown size={15} aria-hidden />
        </IconAction>
      </Why>
      <ErrorNote text={reorder.error ? problemText(problemOf(reorder.error)) : undefined} />
    </div>
  );
}
