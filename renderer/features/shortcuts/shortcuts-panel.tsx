import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { spokenIn } from "#renderer/platform/texts/fill-shortcut.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus, IconSearch, IconSlashes } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones } from "#renderer/ui/setup-form.tsx";
import { walkRows } from "#renderer/ui/walk-rows.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { AskToDelete } from "./delete-shortcut.tsx";
import { findInPanel } from "./find-in-panel.ts";
import { OwnShortcut } from "./own-shortcut.tsx";
import { ShortcutRow } from "./shortcut-row.tsx";
import classes from "./shortcuts.module.css";
import { useRights, useShortcuts } from "./use-shortcuts.ts";

/** So many are drawn at once; who has more, types. */
const most = 60;

interface ShortcutsPanelProps {
  readonly conversation: Conversation;
  /** Why nothing can be written now. */
  readonly held: string | undefined;
  readonly onInsert: (shortcut: Shortcut) => void;
}

type Doing = { readonly what: "edit" | "delete"; readonly shortcut: Shortcut } | { readonly what: "add" };

/** The shortcuts beside the conversation: to be found and used, and one's own to be kept in order. */
export function ShortcutsPanel({ conversation, held, onInsert }: ShortcutsPanelProps) {
  const { t } = useTranslation();
  const { query, all } = useShortcuts();
  const rights = useRights();
  const [wanted, setWanted] = useState("");
  const [doing, setDoing] = useState<Doing>();
  const rows = useRef<HTMLDivElement>(null);
  const place = { tagIds: conversation.tagIds, language: spokenIn(conversation) };
  const { own, shared, unfit } = findInPanel(all, wanted, place);
  const part = (label: string, some: readonly Shortcut[]) =>
    some.length === 0 ? null : (
      <section aria-label={label} className={classes.part}>
        <h3 className={classes.partTitle}>{label}</h3>
        {some.slice(0, most).map((one) => (
          <ShortcutRow
            key={one.id}
            shortcut={one}
            conversation={conversation}
            held={held ?? (unfit.has(one.id) ? t("shortcuts.otherTags") : undefined)}
            onInsert={() => onInsert(one)}
            {...(one.scope === "personal" &&
              rights.own && {
                onEdit: () => setDoing({ what: "edit", shortcut: one }),
                onDelete: () => setDoing({ what: "delete", shortcut: one }),
              })}
          />
        ))}
        {some.length > most ? (
          <p className="quiet small">{t("shortcuts.more", { count: some.length - most })}</p>
        ) : null}
      </section>
    );
  const intoRows = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    rows.current?.querySelector<HTMLElement>("[data-row]")?.focus();
  };
  const close = () => setDoing(undefined);
  const add = rights.own ? (
    <Action
      variant="default"
      leftSection={<IconPlus size={15} aria-hidden />}
      onClick={() => setDoing({ what: "add" })}
    >
      {t("shortcuts.addOwn")}
    </Action>
  ) : null;
  return (
    <aside className={classes.panel} aria-label={t("shortcuts.title")}>
      <div className={classes.panelHead}>
        <TextInput
          data-shortcut-search
          aria-label={t("shortcuts.search")}
          placeholder={t("shortcuts.search")}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={intoRows}
        />
        {all.length > 0 ? add : null}
      </div>
      <ErrorNote
        text={query.error ? problemText(problemOf(query.error)) : undefined}
        retry={{ label: t("app.retry"), run: () => void query.refetch() }}
      />
      {query.isPending ? <SetupBones /> : null}
      {query.data && all.length === 0 ? (
        <Empty
          icon={<IconSlashes size={28} stroke={1.4} aria-hidden />}
          title={t("shortcuts.none")}
          hint={t("shortcuts.noneHint")}
        >
          {add}
        </Empty>
      ) : null}
      {all.length > 0 && own.length + shared.length === 0 ? (
        <p className={`${classes.nothing} quiet`}>{t("shortcuts.nothing")}</p>
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the buttons in it. */}
      <div ref={rows} onKeyDown={walkRows}>
        {part(t("shortcuts.own"), own)}
        {part(t("shortcuts.shared"), shared)}
      </div>
      {doing?.what === "delete" ? <AskToDelete shortcut={doing.shortcut} onClose={close} /> : null}
      {doing && doing.what !== "delete" ? (
        <OwnShortcut shortcut={doing.what === "edit" ? doing.shortcut : null} onClose={close} />
      ) : null}
    </aside>
  );
}
