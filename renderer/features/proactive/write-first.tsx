import { Button, Modal, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Visit } from "#shared/contract/visits.ts";

/** Whom one writes to. */
export interface Addressee {
  readonly customerId: Visit["customerId"];
  readonly name: string;
  /** On the site now: he reads it at once. */
  readonly isHere: boolean;
}

interface WriteFirstProps {
  readonly to: Addressee;
  readonly onBegun: (conversation: Conversation) => void;
  readonly onClose: () => void;
}

/** The first words to somebody; says when he will read them, and that the conversation is one's own then. */
export function WriteFirst({ to, onBegun, onClose }: WriteFirstProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const readOnly = useReadOnly();
  useFocusBack();
  const [text, setText] = useState("");
  // The same for every attempt with this text, so that a repeated one finds the first.
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const write = useMutation({
    ...api.visits.write.mutationOptions(),
    async onSuccess({ conversation, reaches }) {
      notifications.show({
        color: "green",
        message: t(reaches === "now" ? "proactive.sentNow" : "proactive.sentLater", { name: to.name }),
      });
      onBegun(conversation as Conversation);
      await queries.invalidateQueries({ queryKey: api.visits.key() });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || write.isPending || readOnly) return;
    write.mutate({ clientId: clientId as never, customerId: to.customerId, text: text.trim() });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("proactive.writeTo", { name: to.name })}
      zIndex={400}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <form onSubmit={submit} style={{ display: "grid", gap: 14 }}>
        <Notice>
          {t(to.isHere ? "proactive.readsNow" : "proactive.readsLater")} {t("proactive.takesSeat")}
        </Notice>
        <Textarea
          label={t("proactive.message")}
          data-autofocus
          autosize
          minRows={3}
          maxRows={10}
          maxLength={8_000}
          dir="auto"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setClientId(crypto.randomUUID());
          }}
          onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
        />
        <ErrorNote text={write.error ? problemText(problemOf(write.error)) : undefined} />
        <div style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Action
            type="submit"
            loading={write.isPending}
            reason={
              readOnly
                ? problemText("preview.read_only")
                : text.trim() === ""
                  ? t("assistants.empty")
                  : undefined
            }
            onClick={() => {}}
          >
            {t("proactive.send")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
