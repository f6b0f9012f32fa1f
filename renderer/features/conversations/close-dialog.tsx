import { Modal, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { DispositionTiles, pressedChoice } from "#renderer/platform/labels/disposition-tiles.tsx";
import { TopicPicker } from "#renderer/platform/labels/topic-picker.tsx";
import { useDispositions, useWrapUpForm } from "#renderer/platform/labels/use-labels.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Topic } from "#shared/contract/topics.ts";
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
            reason={closing.reason}
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
      {closing.topics.length > 0 ? (
        <div>
          <span className={classes.asked}>
            {t("wrapUp.topics")} <span className={classes.required}>{t("wrapUp.required")}</span>
          </span>
          <TopicPicker
            label={t("wrapUp.topics")}
            topics={closing.topics}
            chosen={closing.topicIds}
            onChange={closing.setTopicIds}
          />
        </div>
      ) : null}
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
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const outbox = useObservable(sync.outbox);
  const { choices, nameOf } = useDispositions();
  const [picked, setOutcome] = useState<string>();
  const [note, setNote] = useState("");
  const [topicIds, setTopicIds] = useState<readonly string[]>(conversation.topicIds);
  const naming = useMutation(api.conversations.topics.set.mutationOptions());
  const command = useMutation(api.conversations.close.mutationOptions());
  const { id: conversationId, assignmentToken } = conversation;
  const { form, isPending } = useWrapUpForm(conversationId);
  const later = form?.enabled ?? false;
  // Asked here only where it is required and can be asked for nowhere later.
  const asks = form !== undefined && !later && form.topicsRequired;
  const topics = asks ? (form.topicSet?.topics ?? []).filter(({ archived }) => !archived) : [];
  const reason = topics.length > 0 && topicIds.length === 0 ? t("wrapUp.missing_topicIds") : undefined;
  const outcome = later ? null : (picked ?? choices[0]?.key ?? null);
  const failure = naming.error ?? command.error;
  async function close(): Promise<Conversation> {
    const changed = topics.length > 0 && topicIds.join() !== conversation.topicIds.join();
    if (changed) await naming.mutateAsync({ conversationId, topicIds: topicIds as Topic["id"][] });
    const input = { conversationId, assignmentToken, outcome, note: note.trim() };
    return (await command.mutateAsync(input)) as Conversation;
  }
  return {
    later,
    choices,
    nameOf,
    outcome,
    setOutcome,
    note,
    setNote,
    topics,
    topicIds,
    setTopicIds,
    reason,
    busy: command.isPending || naming.isPending || isPending,
    error: failure ? problemText(problemOf(failure)) : undefined,
    hasUnsent: outbox.some((entry) => entry.conversationId === conversationId),
    submit() {
      if (command.isPending || naming.isPending || isPending || reason) return;
      close().then(
        (next) => {
          learnConversation(next);
          onDone(next, nameOf(outcome));
        },
        () => {},
      );
    },
  };
}
