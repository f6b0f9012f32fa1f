import { Modal, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { Action } from "#renderer/ui/action.tsx";
import { IconSearch } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./header.module.css";
import { TransferTargets } from "./transfer-targets.tsx";
import { TransferWarning } from "./transfer-warning.tsx";
import { useTransfer } from "./use-transfer.ts";

interface TransferDialogProps {
  readonly conversation: Conversation;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** Hands the conversation to a colleague, a group or a queue, with a note. */
export function TransferDialog({ conversation, onCancel, onDone }: TransferDialogProps) {
  const { t } = useTranslation();
  const transfer = useTransfer(conversation, (name) => {
    notifications.show({ message: t("transfer.done", { name }), color: "green" });
    onCancel();
    onDone();
  });
  return (
    <Modal
      opened
      onClose={onCancel}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
      title={t("transfer.title")}
      size={500}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          transfer.submit();
        }}
      >
        <TextInput
          aria-label={t("transfer.search")}
          placeholder={t("transfer.search")}
          leftSection={<IconSearch size={15} />}
          data-autofocus
          value={transfer.search}
          onChange={(event) => transfer.setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown" && event.key !== "Enter") return;
            event.preventDefault();
            // The first that can have it; there Space or Enter chooses.
            event.currentTarget.form
              ?.querySelector<HTMLElement>("[role=radio]:not([aria-disabled])")
              ?.focus();
          }}
        />
        <TransferTargets transfer={transfer} />
        <Textarea
          label={t("transfer.note")}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={transfer.note}
          onChange={(event) => transfer.setNote(event.currentTarget.value)}
          styles={{ input: { background: "var(--note)", borderColor: "var(--note-line)" } }}
        />
        <TransferWarning transfer={transfer} />
        <ErrorNote text={transfer.error} />
        <div className={classes.foot}>
          <Action variant="default" onClick={onCancel}>
            {t("app.cancel")}
          </Action>
          <Action
            type="submit"
            reason={transfer.target ? undefined : t("transfer.choose")}
            loading={transfer.busy}
            onClick={() => {}}
          >
            {t("transfer.submit")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
