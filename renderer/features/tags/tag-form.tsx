import { TextInput, UnstyledButton } from "@mantine/core";
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
import { IconCheck, IconTrash } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import { Fact, Facts, SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import { type Tag, type TagColor, type TagUse, tagColors } from "#shared/contract/topics.ts";

interface TagFormProps {
  readonly tag: Tag;
  /** undefined: not known yet. */
  readonly use: TagUse | undefined;
  readonly onGone: () => void;
}

const isUsed = (use: TagUse | undefined): boolean =>
  use !== undefined && use.conversations + use.shortcuts > 0;

/** A tag: its name, its colour, and what uses it. */
export function TagForm({ tag, use, onGone }: TagFormProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const { allowed, reason } = useMay("tags.manage");
  const edits = useEdits({ name: tag.name, color: tag.color });
  const { name, color } = edits.value;
  const save = useMutation({
    ...api.tags.update.mutationOptions(),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: api.tags.key() });
      notifications.show({ color: "green", message: t("setup.saved") });
    },
    onError: () => void queries.invalidateQueries({ queryKey: api.tags.key() }),
  });
  return (
    <SetupForm
      title={tag.name}
      actions={<DeleteTag tag={tag} use={use} onGone={onGone} />}
      bar={
        <SaveBar
          changes={edits.changed.map((field) => t(`tagsSetup.${field}`))}
          busy={save.isPending}
          error={save.error ? problemText(problemOf(save.error)) : undefined}
          reason={name.trim() === "" ? t("people.nameEmpty") : undefined}
          onSave={() => save.mutate({ tagId: tag.id, version: tag.version, name, color })}
          onUndo={() => {
            save.reset();
            edits.undo();
          }}
        />
      }
    >
      {allowed ? null : <Notice>{reason ?? t("setup.readOnly")}</Notice>}
      <SetupSection title={t("tagsSetup.about")}>
        {allowed ? (
          <>
            <TextInput
              label={t("tagsSetup.name")}
              maxLength={80}
              value={name}
              onChange={(event) => edits.set("name", event.currentTarget.value)}
            />
            <Colors value={color} onChange={(next) => edits.set("color", next)} />
          </>
        ) : null}
        <Facts>
          <Fact label={t("tagsSetup.used")}>{use ? <Uses use={use} /> : null}</Fact>
        </Facts>
      </SetupSection>
    </SetupForm>
  );
}

function Uses({ use }: { use: TagUse }) {
  const { t } = useTranslation();
  if (!isUsed(use)) return t("tagsSetup.unused");
  return [
    t("tagsSetup.conversations", { count: use.conversations }),
    t("tagsSetup.shortcuts", { count: use.shortcuts }),
  ].join(", ");
}

function Colors({ value, onChange }: { value: TagColor; onChange: (color: TagColor) => void }) {
  const { t } = useTranslation();
  return (
    <div
      role="radiogroup"
      aria-label={t("tagsSetup.color")}
      style={{ display: "flex", gap: 6, flexWrap: "wrap" }}
    >
      {tagColors.map((color) => (
        <UnstyledButton
          key={color}
          role="radio"
          aria-checked={value === color}
          aria-label={color}
          title={color}
          onClick={() => onChange(color)}
          style={{
            display: "grid",
            placeItems: "center",
            width: 24,
            height: 24,
            borderRadius: 12,
            background: `var(--mantine-color-${color}-6)`,
          }}
        >
          {value === color ? <IconCheck size={14} color="var(--surface)" aria-hidden /> : null}
        </UnstyledButton>
      ))}
    </div>
  );
}

/** Who may delete unused ones only is told so before he tries. */
function DeleteTag({ tag, use, onGone }: TagFormProps) {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    ...api.tags.remove.mutationOptions(),
    async onSuccess() {
      notifications.show({ color: "green", message: t("tagsSetup.deleted", { name: tag.name }) });
      onGone();
      await queries.invalidateQueries({ queryKey: api.tags.key() });
    },
  });
  const onlyUnused = me.grants["tags.delete"]?.when?.includes("unused") ?? false;
  const effect = isUsed(use)
    ? t("tagsSetup.deleteUsed", {
        conversations: t("tagsSetup.conversations", { count: use?.conversations ?? 0 }),
        shortcuts: t("tagsSetup.shortcuts", { count: use?.shortcuts ?? 0 }),
      })
    : t("tagsSetup.deleteUnused");
  const button = (
    <Action
      variant="default"
      leftSection={<IconTrash size={15} aria-hidden />}
      reason={onlyUnused && isUsed(use) ? problemText("tag.in_use") : undefined}
      onClick={() => setAsked(true)}
    >
      {t("tagsSetup.delete")}
    </Action>
  );
  return (
    <>
      {onlyUnused ? button : <Why permission="tags.delete">{button}</Why>}
      {asked ? (
        <ConfirmName
          title={t("tagsSetup.deleteTitle", { name: tag.name })}
          effects={[effect]}
          {...(isUsed(use) ? { name: tag.name } : {})}
          action={t("tagsSetup.delete")}
          busy={remove.isPending}
          error={remove.error ? problemText(problemOf(remove.error)) : undefined}
          onConfirm={() => remove.mutate({ tagId: tag.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
