import { Button, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus, IconStack2 } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, SetupList, SetupPage, SetupSplit } from "#renderer/ui/setup-form.tsx";
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
  const list = (
    <>
      <Why permission="queues.manage">
        <Action
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("queues.add")}
        </Action>
      </Why>
      {query.isPending ? <SetupBones /> : null}
      <SetupList
        label={t("queues.title")}
        items={shown.map((one) => ({
          id: one.id,
          name: one.name,
          faded: one.archived,
          detail: one.archived
            ? t("queues.archived")
            : [
                t("queues.people", { count: one.members.length }),
                ...(one.waiting > 0 ? [t("queues.waiting", { count: one.waiting })] : []),
              ].join(" · "),
          icon: <IconStack2 size={18} stroke={1.6} aria-hidden />,
        }))}
        chosen={queue?.id}
        onChoose={setChosen}
      />
      {all.some(({ archived }) => archived) ? (
        <Switch
          size="xs"
          label={t("queues.showArchived")}
          checked={withArchived}
          onChange={(event) => setWithArchived(event.currentTarget.checked)}
        />
      ) : null}
    </>
  );
  return (
    <SetupSplit list={list}>
      <ErrorNote
        text={query.error ? problemText(problemOf(query.error)) : undefined}
        retry={{ label: t("app.retry"), run: () => void query.refetch() }}
      />
      {queue ? <QueueForm key={queue.id} queue={queue} queues={all} /> : null}
      {!queue && query.data ? (
        <Empty
          icon={<IconStack2 size={28} stroke={1.4} aria-hidden />}
          title={t("queues.none")}
          hint={t("queues.noneHint")}
        >
          <Why permission="queues.manage">
            <Button onClick={() => setAdding(true)}>{t("queues.add")}</Button>
          </Why>
        </Empty>
      ) : null}
      {adding ? <NewQueue onMade={setChosen} onClose={() => setAdding(false)} /> : null}
    </SetupSplit>
  );
}
