import { Modal, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./header.module.css";

interface HelpDialogProps {
  readonly conversation: Conversation;
  readonly onCancel: () => void;
}

/** Asks the supervisors for help with a reason; while help is asked for or there, takes it back. */
export function HelpDialog({ conversation, onCancel }: HelpDialogProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [reason, setReason] = useState("");
  const ask = useMutation(api.help.ask.mutationOptions());
  const withdraw = useMutation(api.help.withdraw.mutationOptions());
  const { help, id: conversationId } = conversation;
  const error = ask.error ?? withdraw.error;

  function submit() {
    if (ask.isPending || withdraw.isPending) return;
    const sent = help
      ? withdraw.mutateAsync({ helpId: help.id })
      : ask.mutateAsync({ conversationId, reason: reason.trim() });
    const message = t(help ? "working.help.over" : "working.help.done");
    sent.then(
      () => {
        notifications.show({ message, color: "green" });
        onCancel();
      },
      () => {},
    );
  }

  return (
    <Modal
      opened
      onClose={onCancel}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
      title={help ? t("working.help.asked") : t("working.help.title")}
      size={440}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (help || reason.trim()) submit();
        }}
      >
        {help ? (
          <>
            <span>{help.reason}</span>
            {help.takenBy ? <b>{t("working.help.coming", { name: help.takenBy.name })}</b> : null}
          </>
        ) : (
          <TextInput
            label={t("working.help.reason")}
            description={t("working.help.lead")}
            maxLength={300}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <ErrorNote text={error ? problemText(problemOf(error)) : undefined} />
        <div className={classes.foot}>
          <Action variant="default" onClick={onCancel}>
            {t("app.cancel")}
          </Action>
          <Action
            type="submit"
            reason={help || reason.trim() ? undefined : t("working.help.reason")}
            loading={ask.isPending || withdraw.isPending}
            onClick={() => {}}
          >
            {t(help ? "working.help.withdraw" : "working.help.submit")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
