import { MultiSelect, Select, TextInput } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { TextsEditor } from "#renderer/platform/texts/texts-editor.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { Fact, Facts, SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import type { Shortcut, ShortcutScope } from "#shared/contract/shortcuts.ts";
import { maxMessageLength } from "#shared/contract/text.ts";
import { DeleteShortcut } from "./delete-shortcut.tsx";
import { emptyShortcut } from "./shortcut-draft.ts";
import { ShortcutFiles } from "./shortcut-files.tsx";
import { type ShortcutFormModel, useShortcutForm } from "./use-shortcut-form.ts";
import { useChoices, useRights } from "./use-shortcuts.ts";

interface ShortcutFormProps {
  /** null: a new one. */
  readonly shortcut: Shortcut | null;
  readonly onSaved: (id: string) => void;
  readonly onGone: () => void;
}

/** A shortcut: code, title, for whom, texts and files. */
export function ShortcutForm({ shortcut, onSaved, onGone }: ShortcutFormProps) {
  const { t } = useTranslation();
  const rights = useRights();
  const start = emptyShortcut(rights.own ? "personal" : rights.workspace ? "workspace" : "group");
  const form = useShortcutForm(shortcut, start, onSaved);
  const may = shortcut ? rights.may(shortcut) : true;
  return (
    <SetupForm
      title={shortcut ? `/${shortcut.code}` : t("shortcuts.add")}
      actions={shortcut && may ? <DeleteShortcut shortcut={shortcut} onGone={onGone} /> : null}
      bar={
        <SaveBar
          changes={form.changes}
          busy={form.busy}
          error={form.error}
          reason={form.reason}
          onSave={form.save}
          onUndo={form.undo}
        />
      }
    >
      {may ? null : <Notice>{t("shortcuts.notYours")}</Notice>}
      <About form={form} shortcut={shortcut} may={may} />
      <TextsEditor
        title={t("shortcuts.texts")}
        hint={t("shortcuts.textsHint")}
        max={maxMessageLength}
        texts={form.value.texts}
        {...(may && { onChange: (texts) => form.set("texts", texts) })}
      />
      <ShortcutFiles
        files={form.value.files}
        {...(may && { onChange: (files) => form.set("files", files) })}
      />
    </SetupForm>
  );
}

interface AboutProps {
  readonly form: ShortcutFormModel;
  readonly shortcut: Shortcut | null;
  readonly may: boolean;
}

function About({ form, shortcut, may }: AboutProps) {
  const { t } = useTranslation();
  const { tags } = useChoices();
  const { value, set } = form;
  const nameOf = (id: string) => tags.find((tag) => tag.id === id)?.name ?? "";
  if (!may && shortcut) {
    return (
      <SetupSection title={t("shortcuts.about")}>
        <Facts>
          <Fact label={t("shortcuts.name")}>{shortcut.title}</Fact>
          <Fact label={t("shortcuts.whose")}>{whoseText(shortcut, t)}</Fact>
          {shortcut.tagIds.length > 0 ? (
            <Fact label={t("shortcuts.tagIds")}>{shortcut.tagIds.map(nameOf).join(", ")}</Fact>
          ) : null}
        </Facts>
      </SetupSection>
    );
  }
  return (
    <SetupSection title={t("shortcuts.about")}>
      <TextInput
        label={t("shortcuts.code")}
        description={t("shortcuts.codeHint")}
        leftSection="/"
        w={320}
        maxLength={40}
        value={value.code}
        error={form.codeError}
        onChange={(event) => set("code", event.currentTarget.value.replace(/^\//, "").toLowerCase())}
      />
      <TextInput
        label={t("shortcuts.name")}
        maxLength={120}
        value={value.title}
        onChange={(event) => set("title", event.currentTarget.value)}
      />
      {shortcut ? (
        <Facts>
          <Fact label={t("shortcuts.whose")}>
            {whoseText(shortcut, t)} · {t("shortcuts.used", { count: shortcut.used })}
          </Fact>
        </Facts>
      ) : (
        <Whose form={form} />
      )}
      <MultiSelect
        label={t("shortcuts.tagIds")}
        description={t("shortcuts.tagsHint")}
        data={tags.map(({ id, name }) => ({ value: id, label: name }))}
        value={[...value.tagIds]}
        searchable
        clearable
        onChange={(ids) => set("tagIds", ids)}
      />
    </SetupSection>
  );
}

/** For whom a new one is. */
function Whose({ form }: { form: ShortcutFormModel }) {
  const { t } = useTranslation();
  const rights = useRights();
  const { groups } = useChoices();
  const { value, set } = form;
  const scopes: ShortcutScope[] = [
    ...(rights.own ? (["personal"] as const) : []),
    ...(rights.shared && groups.length > 0 ? (["group"] as const) : []),
    ...(rights.workspace ? (["workspace"] as const) : []),
  ];
  return (
    <>
      <Select
        label={t("shortcuts.whose")}
        w={320}
        allowDeselect={false}
        data={scopes.map((scope) => ({ value: scope, label: t(`shortcuts.scope_${scope}`) }))}
        value={value.whose}
        onChange={(scope) => set("whose", (scope ?? "personal") as ShortcutScope)}
      />
      {value.whose === "group" ? (
        <Select
          label={t("shortcuts.group")}
          w={320}
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          value={value.groupId}
          onChange={(id) => set("groupId", id)}
        />
      ) : null}
    </>
  );
}

/** For whom it is, in a word or two. */
export const whoseText = (one: Shortcut, t: TFunction): string =>
  one.group?.name ?? t(`shortcuts.scope_${one.scope}`);
