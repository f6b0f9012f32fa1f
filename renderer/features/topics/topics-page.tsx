import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";
import { SetupThings } from "#renderer/platform/setup-things.tsx";
import { IconSitemap } from "#renderer/ui/icons.ts";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
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
  return (
    <SetupThings
      label={t("topicsSetup.title")}
      query={query}
      things={sets}
      rowOf={(one) => ({
        name: one.name,
        detail: t("topicsSetup.count", { count: living(one).length }),
        icon: <IconSitemap size={18} stroke={1.6} aria-hidden />,
      })}
      chosen={set}
      onChoose={setChosen}
      add={{
        label: t("topicsSetup.add"),
        needs: { permission: "topics.manage" },
        run: () => setAdding(true),
      }}
      none={{
        icon: <IconSitemap size={28} stroke={1.4} aria-hidden />,
        title: t("topicsSetup.none"),
        hint: t("topicsSetup.noneHint"),
      }}
    >
      {set ? <TopicSetForm key={set.id} set={set} onGone={() => setChosen(undefined)} /> : null}
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
    </SetupThings>
  );
}
