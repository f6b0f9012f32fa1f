import { Modal, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { isTyping } from "#renderer/platform/keyboard.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconBan, IconCircleCheck, IconClockShare, IconPhoneOff } from "#renderer/ui/icons.ts";
import { Kbd } from "#renderer/ui/kbd.tsx";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { type Conversation, type Outcome, outcomes } from "#shared/contract/conversations.ts";
import classes from "./header.module.css";
import { learnConversation } from "./use-conversations.ts";

const icons = {
  resolved: IconCircleCheck,
  follow_up: IconClockShare,
  not_reached: IconPhoneOff,
  spam: IconBan,
} as const;

interface CloseDialogProps {
  readonly conversation: Conversation;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** Outcome, note, done: by keyboard in three presses. */
export function CloseDialog({ conversation, onCancel, onDone }: CloseDialogProps) {
  const { t } = useTranslation();
  const closing = useClosing(conversation, (outcome) => {
    notifications.show({ message: t("closing.done", { outcome: t(`closing.${outcome}`) }), color: "green" });
    onCancel();
    onDone();
  });
  function press(event: KeyboardEvent) {
    const onChosen = (event.target as Element).matches("[role=radio][aria-checked=true]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || onChosen)) {
      event.preventDefault();
      return closing.submit();
    }
    const place = isTyping(event.target) ? 0 : Number(event.key);
    const picked = outcomes[place - 1];
    if (!picked) return;
    closing.setOutcome(picked);
    // The focus goes along: Enter must not choose again the tile that had it before.
    event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")[place - 1]?.focus();
  }
  return (
    <Modal
      opened
      onClose={onCancel}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
      title={t("closing.title")}
      size={500}
    >
      <form
        className={classes.form}
        onKeyDown={press}
        onSubmit={(event) => {
          event.preventDefault();
          closing.submit();
        }}
      >
        {closing.hasUnsent ? <Notice>{t("closing.unsent")}</Notice> : null}
        <Outcomes chosen={closing.outcome} onChoose={closing.setOutcome} />
        <Textarea
          label={t("closing.note")}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={closing.note}
          onChange={(event) => closing.setNote(event.currentTarget.value)}
          styles={{ input: { background: "var(--note)", borderColor: "var(--note-line)" } }}
        />
        <ErrorNote text={closing.error} />
        <div className={classes.foot}>
          <span className={classes.footHint}>{t("closing.hint")}</span>
          <Action variant="default" onClick={onCancel}>
            {t("app.cancel")}
          </Action>
          <Action type="submit" loading={closing.busy} onClick={() => {}}>
            {t("closing.submit")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}

interface OutcomesProps {
  readonly chosen: Outcome;
  readonly onChoose: (outcome: Outcome) => void;
}

function Outcomes({ chosen, onChoose }: OutcomesProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.outcomes} role="radiogroup" aria-label={t("closing.outcome")}>
      {outcomes.map((outcome, index) => {
        const Icon = icons[outcome];
        return (
          // biome-ignore lint/a11y/useSemanticElements: a tile with icon and key is more than a radio input can show.
          <button
            key={outcome}
            type="button"
            role="radio"
            className={classes.outcome}
            aria-checked={chosen === outcome}
            data-autofocus={chosen === outcome ? true : undefined}
            onClick={() => onChoose(outcome)}
          >
            <Icon size={16} stroke={1.7} aria-hidden />
            <span className={classes.optionName} style={{ textAlign: "start" }}>
              {t(`closing.${outcome}`)}
            </span>
            <Kbd keys={String(index + 1)} />
          </button>
        );
      })}
    </div>
  );
}

function useClosing(conversation: Conversation, onDone: (outcome: Outcome) => void) {
  const { api, sync } = useDesk();
  const outbox = useObservable(sync.outbox);
  const [outcome, setOutcome] = useState<Outcome>("resolved");
  const [note, setNote] = useState("");
  const command = useMutation(api.conversations.close.mutationOptions());
  const { id: conversationId, assignmentToken } = conversation;
  return {
    outcome,
    setOutcome,
    note,
    setNote,
    busy: command.isPending,
    error: command.error ? problemText(problemOf(command.error)) : undefined,
    hasUnsent: outbox.some((entry) => entry.conversationId === conversationId),
    submit() {
      if (command.isPending) return;
      command.mutateAsync({ conversationId, assignmentToken, outcome, note: note.trim() }).then(
        (next) => {
          learnConversation(next as Conversation);
          onDone(outcome);
        },
        () => {},
      );
    },
  };
}
