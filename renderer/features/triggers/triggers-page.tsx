import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { duration } from "#renderer/platform/i18n/times.ts";
import { Why } from "#renderer/platform/why.tsx";
import { IconHeadset, IconHourglass, IconUserCircle } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, SetupForm, SetupList, SetupPage, SetupSplit } from "#renderer/ui/setup-form.tsx";
import type { Language } from "#shared/contract/ids.ts";
import type { Trigger } from "#shared/contract/triggers.ts";
import {
  freshTriggers,
  type TriggerType,
  triggerTypes,
  wholeSeconds,
} from "#shared/domain/triggers/index.ts";
import { TriggerForm } from "./trigger-form.tsx";

const icons = {
  queue_timeout: IconHourglass,
  agent_inactivity: IconHeadset,
  customer_inactivity: IconUserCircle,
};

interface Answer {
  readonly languages: Language[];
  readonly triggers: Trigger[];
}

/** Setup > Triggers: what happens by itself when somebody waits or is silent for too long. */
export function TriggersPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("triggers.title")} hint={t("triggers.hint")}>
      <Triggers />
    </SetupPage>
  );
}

function Triggers() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.triggers.list.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<TriggerType>(triggerTypes[0]);
  const { languages = [], triggers } = (query.data as Answer | undefined) ?? {};
  const trigger = triggers?.find(({ type }) => type === chosen);
  const list = triggers ? (
    <SetupList
      label={t("triggers.title")}
      items={triggerTypes.map((type) => {
        const Icon = icons[type];
        const set = triggers.find((one) => one.type === type);
        return {
          id: type,
          name: t(`triggers.${type}`),
          detail: <StateOf trigger={set} />,
          icon: <Icon size={18} stroke={1.6} aria-hidden />,
          faded: !set?.enabled,
        };
      })}
      chosen={chosen}
      onChoose={(type) => setChosen(type as TriggerType)}
    />
  ) : (
    <SetupBones rows={3} />
  );
  return (
    <SetupSplit list={list}>
      <ErrorNote
        text={query.error ? problemText(problemOf(query.error)) : undefined}
        retry={{ label: t("app.retry"), run: () => void query.refetch() }}
      />
      {trigger ? (
        <TriggerForm key={trigger.id} trigger={trigger} all={triggers ?? []} languages={languages} />
      ) : null}
      {triggers && !trigger ? <NotSet key={chosen} type={chosen} /> : null}
    </SetupSplit>
  );
}

function StateOf({ trigger }: { trigger: Trigger | undefined }) {
  const { t } = useTranslation();
  if (!trigger) return t("triggers.notSet");
  return t("triggers.state", {
    state: t(trigger.enabled ? "triggers.on" : "triggers.off"),
    time: duration(wholeSeconds(trigger) * 1_000),
  });
}

/** A type that has no trigger yet: what it would do, and the button that proposes one. */
function NotSet({ type }: { type: TriggerType }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const create = useMutation({
    ...api.triggers.create.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: api.triggers.key() }),
  });
  const Icon = icons[type];
  const setUp = () => {
    const { seconds, action, steps, texts } = freshTriggers[type];
    create.mutate({
      type,
      channel: "web",
      enabled: false,
      seconds,
      action,
      steps: steps.map((step) => ({ seconds: step.seconds, texts: { ...step.texts } })),
      texts: { ...texts },
    });
  };
  return (
    <SetupForm title={t(`triggers.${type}`)}>
      <Empty
        icon={<Icon size={28} stroke={1.4} aria-hidden />}
        title={t(`triggers.${type}Hint`)}
        hint={t("triggers.setUpHint")}
      >
        <Why permission="triggers.manage">
          <Button loading={create.isPending} onClick={setUp}>
            {t("triggers.setUp")}
          </Button>
        </Why>
      </Empty>
      <ErrorNote text={create.error ? problemText(problemOf(create.error)) : undefined} />
    </SetupForm>
  );
}
