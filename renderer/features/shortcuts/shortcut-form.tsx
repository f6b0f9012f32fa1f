import { useTranslation } from "react-i18next";
import { TextsEditor } from "#renderer/platform/texts/texts-editor.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { SaveBar, SetupForm } from "#renderer/ui/setup-form.tsx";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { maxMessageLength } from "#shared/contract/text.ts";
import { AboutShortcut } from "./about-shortcut.tsx";
import { DeleteShortcut } from "./delete-shortcut.tsx";
import { emptyShortcut } from "./shortcut-draft.ts";
import { ShortcutFiles } from "./shortcut-files.tsx";
import { useShortcutForm } from "./use-shortcut-form.ts";
import { useRights } from "./use-shortcuts.ts";

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
      <AboutShortcut form={form} shortcut={shortcut} may={may} />
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
