import { NumberInput, Switch, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { TextsField } from "#renderer/platform/texts-field.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconTrash } from "#renderer/ui/icons.ts";
import { SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { SiteInvitation } from "#shared/contract/visits.ts";
import type { Texts } from "#shared/domain/texts.ts";
import classes from "./proactive.module.css";

interface InvitationFormProps {
  readonly invitation: SiteInvitation;
  readonly onGone: () => void;
}

const fieldTexts = {
  name: "proactive.name",
  enabled: "proactive.enabled",
  page: "proactive.page",
  seconds: "proactive.seconds",
  visits: "proactive.fromVisit",
  texts: "proactive.text",
} as const;

const within = (value: string | number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.trunc(Number(value)) || least));

function useInvitationForm({ id, version, ...start }: SiteInvitation) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const edits = useEdits(start);
  const save = useMutation({
    ...api.siteInvitations.update.mutationOptions(),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: api.siteInvitations.key() });
      edits.undo();
      notifications.show({ color: "green", message: t("setup.saved") });
    },
  });
  const { value } = edits;
  const noText = !Object.values(value.texts).some((text) => text?.trim());
  const reason =
    value.name.trim() === "" ? t("people.nameEmpty") : noText ? t("assistants.empty") : undefined;
  return {
    ...edits,
    save,
    reason,
    run: () => save.mutate({ ...value, invitationId: id, version }),
  };
}

/** An invitation: where, when and what. */
export function InvitationForm({ invitation, onGone }: InvitationFormProps) {
  const { t } = useTranslation();
  const { value, set, changed, undo, save, reason, run } = useInvitationForm(invitation);
  return (
    <SetupForm
      title={invitation.name}
      actions={<DeleteInvitation invitation={invitation} onGone={onGone} />}
      bar={
        <SaveBar
          changes={changed.map((field) => t(fieldTexts[field]))}
          busy={save.isPending}
          error={save.error ? problemText(problemOf(save.error)) : undefined}
          reason={reason}
          onSave={run}
          onUndo={() => {
            save.reset();
            undo();
          }}
        />
      }
    >
      <SetupSection title={t("proactive.name")}>
        <Switch
          label={t("proactive.enabled")}
          description={t("proactive.once")}
          checked={value.enabled}
          onChange={(event) => set("enabled", event.currentTarget.checked)}
        />
        <TextInput
          aria-label={t("proactive.name")}
          maxLength={80}
          value={value.name}
          onChange={(event) => set("name", event.currentTarget.value)}
        />
      </SetupSection>
      <SetupSection title={t("proactive.when")}>
        <TextInput
          label={t("proactive.page")}
          description={t("proactive.pageHint")}
          maxLength={300}
          value={value.page}
          onChange={(event) => set("page", event.currentTarget.value.trim())}
        />
        <div className={classes.two}>
          <NumberInput
            label={t("proactive.seconds")}
            min={0}
            max={3_600}
            value={value.seconds}
            onChange={(next) => set("seconds", within(next, 0, 3_600))}
          />
          <NumberInput
            label={t("proactive.fromVisit")}
            min={1}
            max={100}
            value={value.visits}
            onChange={(next) => set("visits", within(next, 1, 100))}
          />
        </div>
      </SetupSection>
      <SetupSection title={t("proactive.text")}>
        <TextsField
          label={t("proactive.text")}
          lines
          max={400}
          value={value.texts as Texts}
          onChange={(texts) => set("texts", texts as typeof value.texts)}
        />
      </SetupSection>
    </SetupForm>
  );
}

function DeleteInvitation({ invitation, onGone }: InvitationFormProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    ...api.siteInvitations.remove.mutationOptions(),
    async onSuccess() {
      onGone();
      await queries.invalidateQueries({ queryKey: api.siteInvitations.key() });
    },
  });
  return (
    <>
      <Action
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => setAsked(true)}
      >
        {t("proactive.remove")}
      </Action>
      {asked ? (
        <ConfirmName
          title={t("proactive.removeTitle", { name: invitation.name })}
          effects={[t("proactive.removeEffect")]}
          action={t("proactive.remove")}
          busy={remove.isPending}
          error={remove.error ? problemText(problemOf(remove.error)) : undefined}
          onConfirm={() => remove.mutate({ invitationId: invitation.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
