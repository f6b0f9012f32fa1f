import { TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { refusalText } from "#renderer/platform/refusal-text.ts";
import { useMay, Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconTrash } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import { Fact, Facts, SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { Skill } from "#shared/contract/groups.ts";

interface SkillFormProps {
  readonly skill: Skill;
  readonly onGone: () => void;
}

/** A skill: its name, and how many hold it. */
export function SkillForm({ skill, onGone }: SkillFormProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const { allowed, reason } = useMay("skills.manage");
  const edits = useEdits({ name: skill.name });
  const { name } = edits.value;
  const rename = useMutation({
    ...api.skills.rename.mutationOptions(),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: api.skills.key() });
      void queries.invalidateQueries({ queryKey: api.users.key() });
      edits.undo();
      notifications.show({ color: "green", message: t("setup.saved") });
    },
    onError: () => void queries.invalidateQueries({ queryKey: api.skills.key() }),
  });
  return (
    <SetupForm
      title={skill.name}
      actions={<DeleteSkill skill={skill} onGone={onGone} />}
      bar={
        <SaveBar
          changes={edits.changed.map(() => t("skills.name"))}
          busy={rename.isPending}
          error={rename.error ? problemText(problemOf(rename.error)) : undefined}
          reason={name.trim() === "" ? t("people.nameEmpty") : undefined}
          onSave={() => rename.mutate({ skillId: skill.id, version: skill.version, name })}
          onUndo={() => {
            rename.reset();
            edits.undo();
          }}
        />
      }
    >
      {allowed ? null : <Notice>{reason ?? t("setup.readOnly")}</Notice>}
      <SetupSection title={t("skills.about")}>
        {allowed ? (
          <TextInput
            label={t("skills.name")}
            maxLength={80}
            value={name}
            onChange={(event) => edits.set("name", event.currentTarget.value)}
          />
        ) : null}
        <Facts>
          <Fact label={t("skills.heldBy")}>{t("skills.holders", { count: skill.holders })}</Fact>
        </Facts>
      </SetupSection>
    </SetupForm>
  );
}

function DeleteSkill({ skill, onGone }: SkillFormProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    ...api.skills.remove.mutationOptions(),
    async onSuccess() {
      notifications.show({ color: "green", message: t("skills.deleted", { name: skill.name }) });
      onGone();
      await queries.invalidateQueries({ queryKey: api.skills.key() });
    },
  });
  return (
    <>
      <Why permission="skills.manage">
        <Action
          variant="default"
          leftSection={<IconTrash size={15} aria-hidden />}
          reason={skill.holders > 0 ? problemText("skill.in_use") : undefined}
          onClick={() => setAsked(true)}
        >
          {t("skills.delete")}
        </Action>
      </Why>
      {asked ? (
        <ConfirmName
          title={t("skills.deleteTitle", { name: skill.name })}
          effects={[t("skills.deleteEffect")]}
          name={skill.name}
          action={t("skills.delete")}
          busy={remove.isPending}
          error={remove.error ? refusalText(remove.error) : undefined}
          onConfirm={() => remove.mutate({ skillId: skill.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
