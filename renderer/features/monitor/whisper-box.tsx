import { Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconEar } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { maxMessageLength } from "#shared/contract/text.ts";
import classes from "./monitor.module.css";

interface BoxProps {
  readonly conversationId: string;
  readonly agentName: string;
  readonly onSent: () => void;
}

/** Where a supervisor writes to the agent whose conversation he watches; Enter sends. */
export function WhisperBox({ conversationId, agentName, onSent }: BoxProps) {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const isLive = useObservable(sync.connection).phase === "live";
  const preview = usePreviewReason();
  const [text, setText] = useState("");
  // What is sent again after a failure is the same whisper.
  const clientId = useRef(crypto.randomUUID());
  const send = useMutation(
    api.conversations.whisper.mutationOptions({
      onSuccess() {
        clientId.current = crypto.randomUUID();
        setText("");
        onSent();
      },
    }),
  );
  const said = text.trim();
  const reason = preview ?? (isLive ? undefined : t("header.needsConnection"));
  const submit = () => {
    if (said === "" || reason || send.isPending) return;
    send.mutate({ conversationId: conversationId as never, clientId: clientId.current as never, text: said });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <div className={classes.whisper}>
      <Textarea
        autosize
        minRows={2}
        maxRows={6}
        maxLength={maxMessageLength}
        data-autofocus
        label={t("watching.to", { name: agentName })}
        description={t("watching.hint")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <ErrorNote text={send.error ? problemText(problemOf(send.error)) : undefined} />
      <Action
        color="violet"
        reason={reason ?? (said === "" ? t("watching.empty") : undefined)}
        loading={send.isPending}
        leftSection={<IconEar size={15} stroke={1.8} />}
        onClick={submit}
      >
        {t("watching.send")}
      </Action>
    </div>
  );
}
