import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { Assistant } from "#shared/contract/assistants.ts";
import classes from "./assistants.module.css";

interface WebhookPartProps {
  readonly assistant: Assistant;
  readonly url: string;
  readonly onUrl: (url: string) => void;
  readonly onSecret: (secret: string) => void;
}

/** Where the webhook is, its secret, and a test of it. */
export function WebhookPart({ assistant, url, onUrl, onSecret }: WebhookPartProps) {
  const { t } = useTranslation();
  return (
    <SetupSection
      title={t("assistants.webhook")}
      hint={t("assistants.webhookHint")}
      actions={<NewSecret assistant={assistant} onSecret={onSecret} />}
    >
      <TextInput
        label={t("assistants.url")}
        description={t("assistants.urlHint")}
        type="url"
        value={url}
        onChange={(event) => onUrl(event.currentTarget.value.trim())}
      />
      <TestWebhook assistant={assistant} saved={url === assistant.url} />
    </SetupSection>
  );
}

function TestWebhook({ assistant, saved }: { assistant: Assistant; saved: boolean }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [text, setText] = useState(() => t("assistants.testHello"));
  const test = useMutation(api.assistants.test.mutationOptions());
  const { data } = test;
  return (
    <div className={classes.chat}>
      <TextInput
        label={t("assistants.testText")}
        maxLength={1_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Action
        variant="default"
        loading={test.isPending}
        reason={saved ? undefined : t("assistants.testUnsaved")}
        onClick={() => test.mutate({ assistantId: assistant.id, text })}
      >
        {t("assistants.test")}
      </Action>
      <ErrorNote text={test.error ? problemText(problemOf(test.error)) : undefined} />
      {data?.problem ? (
        <ErrorNote text={`${t(`assistants.problem_${data.problem}`)} ${data.detail}`} />
      ) : null}
      {data?.answer ? (
        <>
          <Notice>{t("assistants.testOk", { ms: data.milliseconds })}</Notice>
          <ul className={classes.said}>
            {data.answer.messages.map((one) => (
              <li key={one.text} className={classes.bubble} dir="auto">
                {one.text}
              </li>
            ))}
          </ul>
          {data.answer.messages.length === 0 ? <p className="quiet">{t("assistants.testSilent")}</p> : null}
          {data.answer.handOver ? (
            <p className="quiet">
              {t("assistants.testHandsOver", { summary: data.answer.handOver.summary })}
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function NewSecret({ assistant, onSecret }: Pick<WebhookPartProps, "assistant" | "onSecret">) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const rotate = useMutation({
    ...api.assistants.rotateSecret.mutationOptions(),
    async onSuccess({ secret }) {
      setAsked(false);
      onSecret(secret);
      await queries.invalidateQueries({ queryKey: api.assistants.key() });
    },
  });
  return (
    <>
      <Action variant="default" onClick={() => setAsked(true)}>
        {t("assistants.rotate")}
      </Action>
      {asked ? (
        <ConfirmName
          title={t("assistants.rotateTitle", { name: assistant.name })}
          effects={[t("assistants.rotateEffect")]}
          action={t("assistants.rotate")}
          busy={rotate.isPending}
          error={rotate.error ? problemText(problemOf(rotate.error)) : undefined}
          onConfirm={() => rotate.mutate({ assistantId: assistant.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
