import { Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Action } from "#renderer/ui/action.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import classes from "./status.module.css";
import { type Choice, statusDialogs } from "./status-dialogs.ts";
import { useStatusWord } from "./use-choices.ts";
import type { useStatus } from "./use-status.ts";

interface ReasonDialogProps {
  readonly choice: Choice;
  readonly status: ReturnType<typeof useStatus>;
}

/** Asks why; a status that wants a reason is not chosen without one. */
export function ReasonDialog({ choice, status }: ReasonDialogProps) {
  const { t } = useTranslation();
  const wordOf = useStatusWord();
  useFocusBack();
  const [reason, setReason] = useState("");
  const name = wordOf({ status: choice.status, custom: choice.custom ?? null });
  const close = () => statusDialogs.setState({ asksWhy: null });
  const missing = choice.custom?.needsReason && reason.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing || status.reason) return;
    status.give(choice, reason.trim());
    close();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t("status.reasonTitle", { status: name })}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t("status.reasonLabel")}
          data-autofocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.actions}>
          <Action variant="default" onClick={close}>
            {t("app.cancel")}
          </Action>
          <Action
            type="submit"
            reason={status.reason ?? (missing ? `${name} ${t("status.reasonNeeded")}` : undefined)}
            onClick={() => {}}
          >
            {t("status.change")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
