import { MultiSelect, Select, TextInput } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Fact, Facts, SetupSection } from "#renderer/ui/setup-form.tsx";
import type { Shortcut, ShortcutScope } from "#shared/contract/shortcuts.ts";
import type { ShortcutFormModel } from "./use-shortcut-form.ts";
import { useChoices, useRights } from "./use-shortcuts.ts";

interface AboutProps {
  readonly form: ShortcutFormModel;
  readonly shortcut: Shortcut | null;
  readonly may: boolean;
  /** Whose a new one is cannot be chosen: it is one's own. */
  readonly own?: boolean;
}

/** Its code and title, for whom it is, and where it is offered. */
export function AboutShortcut({ form, shortcut, may, own = false }: AboutProps) {
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
        data-autofocus={own || undefined}
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
      ) : own ? null : (
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
