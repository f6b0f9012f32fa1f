import { Tooltip } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { languageName } from "#renderer/platform/i18n/language-name.ts";
import { fillShortcut } from "#renderer/platform/texts/fill-shortcut.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconPaperclip, IconPencil, IconTrash } from "#renderer/ui/icons.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import classes from "./shortcuts.module.css";

interface ShortcutRowProps {
  readonly shortcut: Shortcut;
  readonly conversation: Conversation;
  /** Why it cannot be used here. */
  readonly held: string | undefined;
  readonly onInsert: () => void;
  /** Absent: only to be used. */
  readonly onEdit?: () => void;
  readonly onDelete?: () => void;
}

/** A shortcut as this customer would read it. Enter inserts it, F2 edits it, Delete asks whether to delete it. */
export function ShortcutRow({ shortcut, conversation, held, onInsert, onEdit, onDelete }: ShortcutRowProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { text, language } = fillShortcut(shortcut, conversation, me);
  const { code, title, files, group } = shortcut;
  const press = (event: KeyboardEvent) => {
    const run = event.key === "F2" ? onEdit : event.key === "Delete" ? onDelete : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  };
  return (
    <div className={classes.row}>
      <Tooltip label={held ?? ""} disabled={!held} multiline maw={280}>
        <button
          type="button"
          data-row
          className={classes.use}
          aria-description={t("shortcuts.insert", { code })}
          aria-disabled={held ? true : undefined}
          onClick={held ? undefined : onInsert}
          onKeyDown={press}
        >
          <span className={classes.rowHead}>
            <b className={classes.code}>/{code}</b>
            <bdi className="one-line">{title}</bdi>
            {files.length > 0 ? <IconPaperclip size={13} aria-label={t("shortcuts.files")} /> : null}
          </span>
          <span className={classes.text} dir="auto">
            {text}
          </span>
          {language || group ? (
            <span className="quiet small">
              {[group?.name, language && t("shortcuts.inLanguage", { language: languageName(language) })]
                .filter(Boolean)
                .join(" · ")}
            </span>
          ) : null}
        </button>
      </Tooltip>
      {onEdit && onDelete ? (
        <span className={classes.rowActions}>
          <IconAction size={24} label={t("shortcuts.edit", { code })} keys="F2" onClick={onEdit}>
            <IconPencil size={15} stroke={1.7} />
          </IconAction>
          <IconAction size={24} label={t("shortcuts.deleteOne", { code })} keys="Delete" onClick={onDelete}>
            <IconTrash size={15} stroke={1.7} />
          </IconAction>
        </span>
      ) : null}
    </div>
  );
}
