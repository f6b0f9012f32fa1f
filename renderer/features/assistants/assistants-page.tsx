import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconMessageChatbot, IconPlus } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, SetupList, SetupPage, SetupSplit } from "#renderer/ui/setup-form.tsx";
import type { Assistant } from "#shared/contract/assistants.ts";
import { AssistantForm } from "./assistant-form.tsx";
import { AssistantOrder } from "./assistant-order.tsx";
import { NewAssistant } from "./new-assistant.tsx";
import { SecretDialog } from "./secret-dialog.tsx";

/** Setup > Virtual assistants: who answers first, where, and what it says. */
export function AssistantsPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("assistants.title")} hint={t("assistants.hint")}>
      <Assistants />
    </SetupPage>
  );
}

function Assistants() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.assistants.list.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const all = (query.data as Assistant[] | undefined) ?? [];
  const assistant = all.find(({ id }) => id === chosen) ?? all[0];
  const detail = (one: Assistant) =>
    one.enabled
      ? [
          t("assistants.on"),
          ...(one.conversations > 0 ? [t("assistants.now", { count: one.conversations })] : []),
        ].join(" · ")
      : t("assistants.off");
  const list = (
    <>
      <Why permission="assistants.manage">
        <Action
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("assistants.add")}
        </Action>
      </Why>
      {query.isPending ? <SetupBones /> : null}
      <SetupList
        label={t("assistants.title")}
        items={all.map((one) => ({
          id: one.id,
          name: one.name,
          faded: !one.enabled,
          detail: detail(one),
          icon: <IconMessageChatbot size={18} stroke={1.6} aria-hidden />,
        }))}
        chosen={assistant?.id}
        onChoose={setChosen}
      />
    </>
  );
  return (
    <SetupSplit list={list}>
      <ErrorNote
        text={query.error ? problemText(problemOf(query.error)) : undefined}
        retry={{ label: t("app.retry"), run: () => void query.refetch() }}
      />
      {assistant ? (
        <AssistantForm
          key={assistant.id}
          assistant={assistant}
          onSecret={setSecret}
          onGone={() => setChosen(undefined)}
          order={<AssistantOrder all={all} assistant={assistant} />}
        />
      ) : null}
      {!assistant && query.data ? (
        <Empty
          icon={<IconMessageChatbot size={28} stroke={1.4} aria-hidden />}
          title={t("assistants.none")}
          hint={t("assistants.noneHint")}
        >
          <Why permission="assistants.manage">
            <Button onClick={() => setAdding(true)}>{t("assistants.add")}</Button>
          </Why>
        </Empty>
      ) : null}
      {adding ? (
        <NewAssistant onMade={setChosen} onSecret={setSecret} onClose={() => setAdding(false)} />
      ) : null}
      {secret ? <SecretDialog secret={secret} onClose={() => setSecret(undefined)} /> : null}
    </SetupSplit>
  );
}
