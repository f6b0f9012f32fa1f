import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useDispositions } from "#renderer/platform/labels/use-labels.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";
import { useMay, Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus } from "#renderer/ui/icons.ts";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { SetupColumn, SetupForm, SetupPage, SetupSection } from "#renderer/ui/setup-form.tsx";
import type { Disposition } from "#shared/contract/topics.ts";
import { DispositionRow } from "./disposition-row.tsx";
import classes from "./dispositions.module.css";

/** Setup > Dispositions: how a contact may end, in the order of the keys. */
export function DispositionsPage() {
  const { t } = useTranslation();
  const { query } = useDispositions();
  return (
    <SetupPage title={t("dispositionsSetup.title")} hint={t("dispositionsSetup.hint")}>
      <SetupColumn>
        <Loaded query={query as { data: Disposition[] | undefined } & typeof query}>
          {(all) => <Dispositions all={all} />}
        </Loaded>
      </SetupColumn>
    </SetupPage>
  );
}

function Dispositions({ all }: { all: readonly Disposition[] }) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const { nameOf } = useDispositions();
  const { allowed, reason } = useMay("queues.manage");
  const [dialog, setDialog] = useState<"add" | Disposition | null>(null);
  const changes = useChanges();
  const choices = all.filter(({ archived }) => !archived);
  const archived = all.filter((one) => one.archived);
  const named = (one: Disposition) => nameOf(one.key) ?? one.name;
  const row = (one: Disposition, place: number | null) => (
    <DispositionRow
      key={one.id}
      name={named(one)}
      archived={one.archived}
      place={place}
      last={choices.length - 1}
      locked={!allowed || changes.busy}
      onMove={(step) => changes.move(choices, place ?? 0, step)}
      onRename={() => setDialog(one)}
      onArchive={() => changes.archive(one, named(one))}
    />
  );
  const add = (
    <Why permission="queues.manage">
      <Action leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setDialog("add")}>
        {t("dispositionsSetup.add")}
      </Action>
    </Why>
  );
  return (
    <SetupForm>
      {allowed ? null : <Notice>{reason ?? t("setup.readOnly")}</Notice>}
      <ErrorNote text={changes.error} />
      <SetupSection title={t("dispositionsSetup.inUse")} actions={add}>
        <ol className={classes.rows}>{choices.map(row)}</ol>
      </SetupSection>
      {archived.length > 0 ? (
        <SetupSection title={t("dispositionsSetup.archived")} hint={t("dispositionsSetup.archivedHint")}>
          <ul className={classes.rows}>{archived.map((one) => row(one, null))}</ul>
        </SetupSection>
      ) : null}
      {dialog ? (
        <NameDialog
          title={
            dialog === "add"
              ? t("dispositionsSetup.add")
              : t("dispositionsSetup.rename", { name: named(dialog) })
          }
          label={t("dispositionsSetup.name")}
          action={dialog === "add" ? t("dispositionsSetup.add") : t("setup.save")}
          stale={api.dispositions.key()}
          run={(name) =>
            dialog === "add"
              ? client.dispositions.create({ name })
              : client.dispositions.update({ dispositionId: dialog.id, version: dialog.version, name })
          }
          onClose={() => setDialog(null)}
        />
      ) : null}
    </SetupForm>
  );
}

/** Order and archive, each saved at once; archiving can be taken back. */
function useChanges() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: api.dispositions.key() }) };
  const sort = useMutation({ ...api.dispositions.sort.mutationOptions(), ...settled });
  const update = useMutation({ ...api.dispositions.update.mutationOptions(), ...settled });
  const error = sort.error ?? update.error;
  const put = ({ id, version }: Disposition, archived: boolean) =>
    update.mutateAsync({ dispositionId: id, version, archived });
  return {
    busy: sort.isPending || update.isPending,
    error: error ? problemText(problemOf(error)) : undefined,
    move(choices: readonly Disposition[], place: number, step: -1 | 1) {
      const order = choices.map(({ id }) => id);
      const [moved] = order.splice(place, 1);
      if (moved) order.splice(place + step, 0, moved);
      sort.mutate({ dispositionIds: order });
    },
    archive(one: Disposition, name: string) {
      const run = async () => {
        const next = (await put(one, !one.archived)) as Disposition;
        if (!next.archived) return;
        const id = `archived:${next.id}`;
        notifications.show({
          id,
          autoClose: 10_000,
          message: (
            <>
              {t("dispositionsSetup.archivedNow", { name })}{" "}
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  notifications.hide(id);
                  put(next, false).catch(() => {});
                }}
              >
                {t("dispositionsSetup.undo")}
              </Button>
            </>
          ),
        });
      };
      run().catch(() => {});
    },
  };
}
