import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { IconRobot } from "#renderer/ui/icons.ts";
import { SetupList, SetupPage, SetupSplit } from "#renderer/ui/setup-form.tsx";
import type { AutomaticMessage } from "#shared/contract/messages.ts";
import type { AutomaticKind } from "#shared/domain/automatic-messages.ts";
import type { Language } from "#shared/domain/languages.ts";
import { MessageForm } from "./message-form.tsx";
import { missingIn } from "./missing-texts.ts";

interface Answer {
  readonly languages: readonly Language[];
  readonly messages: readonly AutomaticMessage[];
}

/** Setup > Automatic messages: what customers are told without anybody writing it. */
export function MessagesPage() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.messages.list.queryOptions(), staleTime: 0 });
  return (
    <SetupPage title={t("automatic.title")} hint={t("automatic.hint")}>
      <Loaded query={query}>{(answer) => <Messages {...(answer as Answer)} />}</Loaded>
    </SetupPage>
  );
}

function Messages({ languages, messages }: Answer) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<AutomaticKind>("welcome");
  const message = messages.find(({ kind }) => kind === chosen);
  const detailOf = ({ enabled, texts }: AutomaticMessage) => {
    const missing = enabled ? missingIn(texts, languages).length : 0;
    const state = t(enabled ? "automatic.on" : "automatic.off");
    return missing > 0 ? `${state} · ${t("automatic.missingShort", { count: missing })}` : state;
  };
  return (
    <SetupSplit
      list={
        <SetupList
          label={t("automatic.channel_web")}
          items={messages.map((one) => ({
            id: one.kind,
            name: t(`automatic.kind_${one.kind}`),
            detail: detailOf(one),
            icon: <IconRobot size={18} stroke={1.6} aria-hidden />,
            faded: !one.enabled,
          }))}
          chosen={chosen}
          onChoose={(kind) => setChosen(kind as AutomaticKind)}
        />
      }
    >
      {message ? <MessageForm key={chosen} message={message} languages={languages} /> : null}
    </SetupSplit>
  );
}
