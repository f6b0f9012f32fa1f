import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { ExportButton } from "#renderer/platform/export-button.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus, IconSlashes, IconUpload } from "#renderer/ui/icons.ts";
import { useLeave } from "#renderer/ui/leave-guard.tsx";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, SetupList, SetupPage, SetupSplit } from "#renderer/ui/setup-form.tsx";
import { rankShortcuts } from "#shared/domain/shortcuts/index.ts";
import { whoseText } from "./about-shortcut.tsx";
import { ImportShortcuts } from "./import-shortcuts.tsx";
import { ShortcutForm } from "./shortcut-form.tsx";
import { useRights, useShortcuts } from "./use-shortcuts.ts";

const isNew = "new";

/** Setup > Shortcuts: one's own, those of groups, those of everybody. */
export function ShortcutsPage() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const rights = useRights();
  const [importing, setImporting] = useState(false);
  return (
    <SetupPage
      title={t("shortcuts.title")}
      hint={t("shortcuts.hint")}
      actions={
        <>
          {rights.workspace ? (
            <Action
              variant="default"
              leftSection={<IconUpload size={15} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {t("shortcuts.import")}
            </Action>
          ) : null}
          <ExportButton label={t("shortcuts.export")} ask={() => client.shortcuts.exportCsv()} />
        </>
      }
    >
      <Shortcuts />
      {importing ? <ImportShortcuts onClose={() => setImporting(false)} /> : null}
    </SetupPage>
  );
}

function Shortcuts() {
  const { t } = useTranslation();
  const { query, all } = useShortcuts();
  const rights = useRights();
  const leave = useLeave();
  const [chosen, setChosen] = useState<string>();
  const [wanted, setWanted] = useState("");
  const everywhere = { tagIds: all.flatMap(({ tagIds }) => tagIds), language: null };
  // Each by itself: of the same code the search behind the slash shows only the nearest, and here all are wanted.
  const found = wanted.trim()
    ? all.filter((one) => rankShortcuts([one], wanted.replace(/^\//, ""), everywhere).length > 0)
    : all;
  const shortcut = chosen === isNew ? null : (all.find(({ id }) => id === chosen) ?? found[0]);
  const mayAdd = rights.own || rights.shared;
  const list = (
    <>
      {mayAdd ? (
        <Action
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => leave(() => setChosen(isNew))}
        >
          {t("shortcuts.add")}
        </Action>
      ) : null}
      <TextInput
        aria-label={t("shortcuts.search")}
        placeholder={t("shortcuts.search")}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {query.isPending ? <SetupBones /> : null}
      {all.length > 0 && found.length === 0 ? <p className="quiet">{t("shortcuts.nothing")}</p> : null}
      <SetupList
        label={t("shortcuts.title")}
        items={found.map((one) => ({
          id: one.id,
          name: `/${one.code}`,
          detail: [one.title, whoseText(one, t)].join(" · "),
          icon: <IconSlashes size={18} stroke={1.6} aria-hidden />,
        }))}
        chosen={shortcut?.id}
        onChoose={setChosen}
      />
    </>
  );
  return (
    <SetupSplit list={list}>
      <ErrorNote
        text={query.error ? problemText(problemOf(query.error)) : undefined}
        retry={{ label: t("app.retry"), run: () => void query.refetch() }}
      />
      {shortcut === undefined ? null : (
        <ShortcutForm
          key={shortcut?.id ?? isNew}
          shortcut={shortcut}
          onSaved={setChosen}
          onGone={() => setChosen(undefined)}
        />
      )}
      {shortcut === undefined && query.data ? (
        <Empty
          icon={<IconSlashes size={28} stroke={1.4} aria-hidden />}
          title={t("shortcuts.none")}
          hint={t("shortcuts.noneHint")}
        >
          {mayAdd ? <Action onClick={() => setChosen(isNew)}>{t("shortcuts.add")}</Action> : null}
        </Empty>
      ) : null}
    </SetupSplit>
  );
}
