import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus, IconUsersGroup } from "#renderer/ui/icons.ts";
import { useLeave } from "#renderer/ui/leave-guard.tsx";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, SetupList, SetupPage, SetupSplit } from "#renderer/ui/setup-form.tsx";
import type { Group } from "#shared/contract/groups.ts";
import { GroupForm } from "./group-form.tsx";

/** Setup > Groups: agents under their supervisors, and settings of their own. */
export function GroupsPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("groups.title")} hint={t("groups.hint")}>
      <Groups />
    </SetupPage>
  );
}

const fresh = "new";

function Groups() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const leave = useLeave();
  const query = useQuery({ ...api.groups.list.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const groups = (query.data as Group[] | undefined) ?? [];
  const group = groups.find(({ id }) => id === chosen) ?? (chosen ? undefined : groups[0]);
  const add = () => leave(() => setChosen(fresh));
  const addButton = (
    <Why permission="groups.manage">
      <Action variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
        {t("groups.add")}
      </Action>
    </Why>
  );
  const list = (
    <>
      {addButton}
      {query.isPending ? <SetupBones /> : null}
      <SetupList
        label={t("groups.title")}
        items={groups.map((one) => ({
          id: one.id,
          name: one.name,
          detail: t("groups.people", { count: one.members.length }),
          icon: <IconUsersGroup size={18} stroke={1.6} aria-hidden />,
        }))}
        chosen={chosen === fresh ? undefined : group?.id}
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
      {chosen === fresh ? (
        <GroupForm key={fresh} onSaved={setChosen} onGone={() => setChosen(undefined)} />
      ) : null}
      {chosen !== fresh && group ? (
        <GroupForm key={group.id} group={group} onSaved={setChosen} onGone={() => setChosen(undefined)} />
      ) : null}
      {chosen !== fresh && !group && query.data ? (
        <Empty
          icon={<IconUsersGroup size={28} stroke={1.4} aria-hidden />}
          title={t("groups.none")}
          hint={t("groups.noneHint")}
        >
          <Why permission="groups.manage">
            <Button onClick={add}>{t("groups.add")}</Button>
          </Why>
        </Empty>
      ) : null}
    </SetupSplit>
  );
}
