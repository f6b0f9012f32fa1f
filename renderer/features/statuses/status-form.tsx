import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useMay, Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconArchive } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import { Fact, Facts, SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { CustomStatus } from "#shared/contract/statuses.ts";
import { type StatusFacts, StatusFields } from "./status-fields.tsx";

const labels = {
  name: "statuses.name",
  color: "statuses.color",
  limitMinutes: "statuses.limitMinutes",
  needsReason: "statuses.needsReason",
} as const;

/** One status of the workspace's own. */
export function StatusForm({ status }: { status: CustomStatus }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const { allowed, reason } = useMay("settings.general", undefined, "statuses");
  const { name, color, limitMinutes, needsReason } = status;
  const edits = useEdits<StatusFacts>({ name, color, limitMinutes, needsReason });
  const save = useMutation({
    ...api.statuses.save.mutationOptions(),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: api.statuses.key() });
      void queries.invalidateQueries({ queryKey: api.status.key() });
      edits.undo();
      notifications.show({ color: "green", message: t("setup.saved") });
    },
    onError: () => void queries.invalidateQueries({ queryKey: api.statuses.key() }),
  });
  const canEdit = allowed && !status.archived;
  return (
    <SetupForm
      title={name}
      actions={status.archived ? null : <ArchiveStatus status={status} />}
      bar={
        <SaveBar
          changes={edits.changed.map((key) => t(labels[key]))}
          busy={save.isPending}
          error={save.error ? problemText(problemOf(save.error)) : undefined}
          reason={edits.value.name.trim() === "" ? t("people.nameEmpty") : undefined}
          onSave={() => save.mutate({ ...edits.value, change: { id: status.id, version: status.version } })}
          onUndo={() => {
            save.reset();
            edits.undo();
          }}
        />
      }
    >
      {allowed ? null : <Notice>{reason ?? t("setup.readOnly")}</Notice>}
      <SetupSection title={t("statuses.about")}>
        {canEdit ? <StatusFields value={edits.value} set={edits.set} /> : <Read status={status} />}
      </SetupSection>
    </SetupForm>
  );
}

function Read({ status }: { status: CustomStatus }) {
  const { t } = useTranslation();
  const { color, limitMinutes, needsReason, archived } = status;
  return (
    <Facts>
      {archived ? (
        <Fact label={t("statuses.name")}>{`${status.name}, ${t("statuses.archived")}`}</Fact>
      ) : null}
      <Fact label={t("statuses.color")}>{t(`statuses.color_${color}`)}</Fact>
      <Fact label={t("statuses.limit")}>
        {limitMinutes ? t("statuses.minutes", { minutes: limitMinutes }) : t("statuses.noLimit")}
      </Fact>
      {needsReason ? <Fact label={t("status.reasonLabel")}>{t("statuses.needsReason")}</Fact> : null}
    </Facts>
  );
}

function ArchiveStatus({ status }: { status: CustomStatus }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const archive = useMutation({
    ...api.statuses.archive.mutationOptions(),
    async onSuccess() {
      setAsked(false);
      notifications.show({ color: "green", message: t("statuses.archivedDone", { name: status.name }) });
      await queries.invalidateQueries({ queryKey: api.statuses.key() });
      void queries.invalidateQueries({ queryKey: api.status.key() });
    },
  });
  return (
    <>
      <Why permission="settings.general" field="statuses">
        <Action
          variant="default"
          leftSection={<IconArchive size={15} aria-hidden />}
          onClick={() => setAsked(true)}
        >
          {t("statuses.archive")}
        </Action>
      </Why>
      {asked ? (
        <ConfirmName
          title={t("statuses.archiveTitle", { name: status.name })}
          effects={[t("statuses.archiveEffect")]}
          name={status.name}
          action={t("statuses.archive")}
          busy={archive.isPending}
          error={archive.error ? problemText(problemOf(archive.error)) : undefined}
          onConfirm={() => archive.mutate({ statusId: status.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
