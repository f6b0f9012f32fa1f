import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { SetupThings } from "#renderer/platform/setup-things.tsx";
import { IconMessageChatbot } from "#renderer/ui/icons.ts";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
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
  return (
    <SetupThings
      label={t("assistants.title")}
      query={query}
      things={all}
      rowOf={(one) => ({
        name: one.name,
        faded: !one.enabled,
        detail: detail(one),
        icon: <IconMessageChatbot size={18} stroke={1.6} aria-hidden />,
      })}
      chosen={assistant}
      onChoose={setChosen}
      add={{
        label: t("assistants.add"),
        needs: { permission: "assistants.manage" },
        run: () => setAdding(true),
      }}
      none={{
        icon: <IconMessageChatbot size={28} stroke={1.4} aria-hidden />,
        title: t("assistants.none"),
        hint: t("assistants.noneHint"),
      }}
    >
      {assistant ? (
        <AssistantForm
          key={assistant.id}
          assistant={assistant}
          onSecret={setSecret}
          onGone={() => setChosen(undefined)}
          order={<AssistantOrder all={all} assistant={assistant} />}
        />
      ) : null}
      {adding ? (
        <NewAssistant onMade={setChosen} onSecret={setSecret} onClose={() => setAdding(false)} />
      ) : null}
      {secret ? <SecretDialog secret={secret} onClose={() => setSecret(undefined)} /> : null}
    </SetupThings>
  );
}
