import { Modal, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { DispositionTiles, pressedChoice } from "#renderer/platform/labels/disposition-tiles.tsx";
import { useDispositions, useWrapUpForm } from "#renderer/platform/labels/use-labels.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./header.module.css";
import { learnConversation } from "./use-conversations.ts";

interface CloseDialogProps {
  readonly conversation: Conversation;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** Outcome, note, done: by keyboard in three presses. With after-contact work the outcome is chosen there. */
export function CloseDialog({ conversation, onCancel, onDone }: CloseDialogProps) {
  const { t } = useTranslation();
  const closing = useClosing(conversation, (next, outcome) => {
    onCancel();
    if (next.wrapUp) return;
    notifications.show({ message: t("closing.done", { outcome: outcome ?? "" }), color: "green" });
    onDone();
  });
  // What is asked may be known only after the dialog has opened: the focus belongs to it all the same.
  const form = useRef<HTMLFormElement>(null);
  const known = `${closing.later}:${closing.choices.length}`;
  useEffect(() => {
    if (known) form.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [known]);
  function press(event: KeyboardEvent) {
    const onChosen = (event.target as Element).matches("[role=radio][aria-checked=true]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || onChosen)) {
      event.preventDefault();
      return closing.submit();
    }
    const picked = closing.later ? undefined : pressedChoice(event, closing.choices);
    if (picked) closing.setOutcome(picked.key);
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
        ref={form}
        className={classes.form}
        onKeyDown={press}
        onSubmit={(event) => {
          event.preventDefault();
          closing.submit();
        }}
      >
        {closing.hasUnsent ? <Notice>{t("closing.unsent")}</Notice> : null}
        {closing.later ? <Notice>{t("wrapUp.follows")}</Notice> : <Asked closing={closing} />}
        <ErrorNote text={closing.error} />
        <div className={classes.foot}>
          <span className={classes.footHint}>{closing.later ? null : t("closing.hint")}</span>
          <Action variant="default" onClick={onCancel}>
            {t("app.cancel")}
          </Action>
          <Action
            type="submit"
            loading={closing.busy}
            {...(closing.later ? { "data-autofocus": true } : {})}
            onClick={() => {}}
          >
            {t("closing.submit")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}

/** What is asked at once where no after-contact work follows. */
function Asked({ closing }: { closing: ReturnType<typeof useClosing> }) {
  const { t } = useTranslation();
  return (
    <>
      <DispositionTiles
        label={t("closing.outcome")}
        choices={closing.choices}
        nameOf={closing.nameOf}
        chosen={closing.outcome}
        onChoose={closing.setOutcome}
        autofocus
      />
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
    </>
  );
}

function useClosing(
  conversation: Conversation,
  onDone: (closed: Conversation, outcome: string | null) => void,
) {
  const { api, sync } = useDesk();
  const outbox = useObservable(sync.outbox);
  const { choices, nameOf } = useDispositions();
  const [picked, setOutcome] = useState<string>();
  const [note, setNote] = useState("");
  const command = useMutation(api.conversations.close.mutationOptions());
  const { id: conversationId, assignmentToken } = conversation;
  const { form, isPending } = useWrapUpForm(conversationId);
  const later = form?.enabled ?? false;
  const outcome = later ? null : (picked ?? choices[0]?.key ?? null);
  return {
    later,
    choices,
    nameOf,
    outcome,
    setOutcome,
    note,
    setNote,
    busy: command.isPending || isPending,
    error: command.error ? problemText(problemOf(command.error)) : undefined,
    hasUnsent: outbox.some((entry) => entry.conversationId === conversationId),
    submit() {
      if (command.isPending || isPending) return;
      command.mutateAsync({ conversationId, assignmentToken, outcome, note: note.trim() }).then(
        (next) => {
          learnConversation(next as Conversation);
          onDone(next as Conversation, nameOf(outcome));
        },
        () => {},
      );
    },
  };
}
