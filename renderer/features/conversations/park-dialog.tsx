import { Modal, Radio, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./header.module.css";
import { momentOf, nextHour, type ParkChoice, parkChoices } from "./park-times.ts";
import { learnConversation } from "./use-conversations.ts";

interface ParkDialogProps {
  readonly conversation: Conversation;
  readonly onCancel: () => void;
}

/** Puts the conversation aside until a moment, with a word on what to do then. */
export function ParkDialog({ conversation, onCancel }: ParkDialogProps) {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const { timeZone } = useMe();
  const [choice, setChoice] = useState<ParkChoice>("in30");
  const [typed, setTyped] = useState(() => nextHour(sync.serverNow(), timeZone));
  const [note, setNote] = useState(conversation.parked?.note ?? "");
  const park = useMutation(api.conversations.park.mutationOptions());
  const at = momentOf(choice, typed, sync.serverNow(), timeZone);

  function submit() {
    const now = momentOf(choice, typed, sync.serverNow(), timeZone);
    if (now === null || park.isPending) return;
    const { id: conversationId, assignmentToken } = conversation;
    const until = new Date(now).toISOString();
    park.mutateAsync({ conversationId, assignmentToken, until, note: note.trim() }).then(
      (next) => {
        learnConversation(next as Conversation);
        notifications.show({ message: t("working.park.done", { time: shortMoment(now) }), color: "green" });
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
      title={t("working.park.title")}
      size={440}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <span className="quiet small">{t("working.park.lead")}</span>
        <Radio.Group
          aria-label={t("working.park.at")}
          value={choice}
          onChange={(value) => setChoice(value as ParkChoice)}
        >
          <div className={classes.outcomes}>
            {parkChoices.map((one, index) => (
              <Radio
                key={one}
                value={one}
                label={t(`working.park.${one}`)}
                {...(index === 0 ? { "data-autofocus": true } : {})}
              />
            ))}
          </div>
        </Radio.Group>
        {choice === "other" ? (
          <TextInput
            type="datetime-local"
            label={t("working.park.at")}
            value={typed}
            error={at === null ? t("working.park.past") : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        <TextInput
          label={t("working.park.note")}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          styles={{ input: { background: "var(--note)", borderColor: "var(--note-line)" } }}
        />
        <ErrorNote text={park.error ? problemText(problemOf(park.error)) : undefined} />
        <div className={classes.foot}>
          <Action variant="default" onClick={onCancel}>
            {t("app.cancel")}
          </Action>
          <Action
            type="submit"
            reason={at === null ? t("working.park.past") : undefined}
            loading={park.isPending}
            onClick={() => {}}
          >
            {t("working.park.submit")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
