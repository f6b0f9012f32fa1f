import { Button, Modal } from "@mantine/core";
import { type FormEvent, useId } from "react";
import { useTranslation } from "react-i18next";
import { TextsEditor } from "#renderer/platform/texts/texts-editor.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { LeaveGuard, useLeave, useUnsaved } from "#renderer/ui/leave-guard.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { maxMessageLength } from "#shared/contract/text.ts";
import { AboutShortcut } from "./about-shortcut.tsx";
import { emptyShortcut } from "./shortcut-draft.ts";
import { ShortcutFiles } from "./shortcut-files.tsx";
import classes from "./shortcuts.module.css";
import { useShortcutForm } from "./use-shortcut-form.ts";

interface OwnShortcutProps {
  /** null: a new one. */
  readonly shortcut: Shortcut | null;
  readonly onClose: () => void;
}

/** A shortcut of one's own, made or changed without leaving the conversation. Closing it asks when something is not saved. */
export const OwnShortcut = (props: OwnShortcutProps) => (
  <LeaveGuard>
    <Dialog {...props} />
  </LeaveGuard>
);

function Dialog({ shortcut, onClose }: OwnShortcutProps) {
  const { t } = useTranslation();
  useFocusBack();
  const id = useId();
  const leave = useLeave();
  const form = useShortcutForm(shortcut, emptyShortcut("personal"), onClose);
  useUnsaved(id, form.changes.length > 0 ? form.changes.join(", ") : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.changes.length === 0 && shortcut) onClose();
    else if (!form.reason && !form.busy) form.save();
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={() => leave(onClose)}
      title={shortcut ? t("shortcuts.edit", { code: shortcut.code }) : t("shortcuts.addOwn")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <form className={classes.dialog} onSubmit={submit}>
        <AboutShortcut form={form} shortcut={shortcut} may own />
        <TextsEditor
          title={t("shortcuts.texts")}
          hint={t("shortcuts.textsHint")}
          max={maxMessageLength}
          texts={form.value.texts}
          onChange={(texts) => form.set("texts", texts)}
        />
        <ShortcutFiles files={form.value.files} onChange={(files) => form.set("files", files)} />
        <ErrorNote text={form.error} />
        <div className={classes.dialogFoot}>
          <Button variant="default" onClick={() => leave(onClose)}>
            {t("app.cancel")}
          </Button>
          <Action
            type="submit"
            loading={form.busy}
            reason={form.changes.length > 0 || !shortcut ? form.reason : undefined}
            onClick={() => {}}
          >
            {t("app.save")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
