import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus, IconSitemap } from "#renderer/ui/icons.ts";
import { Empty } from "#renderer/ui/notes.tsx";
import { SetupList, SetupPage, SetupSplit } from "#renderer/ui/setup-form.tsx";
import type { TopicSet } from "#shared/contract/topics.ts";
import { TopicSetForm } from "./topic-set-form.tsx";

/** Setup > Topics: sets of topics that queues ask for. */
export function TopicsPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("topicsSetup.title")} hint={t("topicsSetup.hint")}>
      <TopicSets />
    </SetupPage>
  );
}

const living = ({ topics }: TopicSet) => topics.filter(({ archived }) => !archived);

function TopicSets() {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const query = useQuery({ ...api.topics.list.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const sets = ((query.data as TopicSet[] | undefined) ?? []).filter(({ archived }) => !archived);
  const set = sets.find(({ id }) => id === chosen) ?? sets[0];
  const list = (
    <>
      <Why permission="topics.manage">
        <Action
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("topicsSetup.add")}
        </Action>
      </Why>
      <Loaded query={query as { data: TopicSet[] | undefined } & typeof query}>
        {() => (
          <SetupList
            label={t("topicsSetup.title")}
            items={sets.map((one) => ({
              id: one.id,
              name: one.name,
              detail: t("topicsSetup.count", { count: living(one).length }),
              icon: <IconSitemap size={18} stroke={1.6} aria-hidden />,
            }))}
            chosen={set?.id}
            onChoose={setChosen}
          />
        )}
      </Loaded>
    </>
  );
  return (
    <SetupSplit list={list}>
      {set ? <TopicSetForm key={set.id} set={set} onGone={() => setChosen(undefined)} /> : null}
      {query.data && !set ? (
        <Empty
          icon={<IconSitemap size={28} stroke={1.4} aria-hidden />}
          title={t("topicsSetup.none")}
          hint={t("topicsSetup.noneHint")}
        >
          <Why permission="topics.manage">
            <Button onClick={() => setAdding(true)}>{t("topicsSetup.add")}</Button>
          </Why>
        </Empty>
      ) : null}
      {adding ? (
        <NameDialog
          title={t("topicsSetup.add")}
          label={t("topicsSetup.name")}
          action={t("topicsSetup.add")}
          stale={api.topics.key()}
          run={async (name) => setChosen((await client.topics.createSet({ name })).id)}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </SetupSplit>
  );
}
