import { Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { SetupThings } from "#renderer/platform/setup-things.tsx";
import { IconStack2 } from "#renderer/ui/icons.ts";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import type { QueueSettings } from "#shared/contract/groups.ts";
import { NewQueue } from "./new-queue.tsx";
import { QueueForm } from "./queue-form.tsx";

/** Setup > Queues: who answers them, in which order, and who looks after them. */
export function QueuesPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("queues.title")} hint={t("queues.hint")}>
      <Queues />
    </SetupPage>
  );
}

function Queues() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.queues.list.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const [withArchived, setWithArchived] = useState(false);
  const all = (query.data as QueueSettings[] | undefined) ?? [];
  const shown = all.filter((one) => withArchived || !one.archived || one.id === chosen);
  const queue = all.find(({ id }) => id === chosen) ?? shown[0];
  return (
    <SetupThings
      label={t("queues.title")}
      query={query}
      things={shown}
      rowOf={(one) => ({
        name: one.name,
        faded: one.archived,
        detail: one.archived
          ? t("queues.archived")
          : [
              t("queues.people", { count: one.members.length }),
              ...(one.waiting > 0 ? [t("queues.waiting", { count: one.waiting })] : []),
            ].join(" · "),
        icon: <IconStack2 size={18} stroke={1.6} aria-hidden />,
      })}
      chosen={queue}
      onChoose={setChosen}
      add={{ label: t("queues.add"), needs: { permission: "queues.manage" }, run: () => setAdding(true) }}
      none={{
        icon: <IconStack2 size={28} stroke={1.4} aria-hidden />,
        title: t("queues.none"),
        hint: t("queues.noneHint"),
      }}
      below={
        all.some(({ archived }) => archived) ? (
          <Switch
            size="xs"
            label={t("queues.showArchived")}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.currentTarget.checked)}
          />
        ) : null
      }
    >
      {queue ? <QueueForm key={queue.id} queue={queue} queues={all} /> : null}
      {adding ? <NewQueue onMade={setChosen} onClose={() => setAdding(false)} /> : null}
    </SetupThings>
  );
}
