import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus, IconStar } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, SetupList, SetupPage, SetupSplit } from "#renderer/ui/setup-form.tsx";
import type { Skill } from "#shared/contract/groups.ts";
import { SkillForm } from "./skill-form.tsx";

/** Setup > Skills: what people can do, and how many can. */
export function SkillsPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("skills.title")} hint={t("skills.hint")}>
      <Skills />
    </SetupPage>
  );
}

function Skills() {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const query = useQuery({ ...api.skills.list.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const skills = (query.data as Skill[] | undefined) ?? [];
  const skill = skills.find(({ id }) => id === chosen) ?? skills[0];
  const list = (
    <>
      <Why permission="skills.manage">
        <Action
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("skills.add")}
        </Action>
      </Why>
      {query.isPending ? <SetupBones /> : null}
      <SetupList
        label={t("skills.title")}
        items={skills.map((one) => ({
          id: one.id,
          name: one.name,
          detail: t("skills.holders", { count: one.holders }),
          icon: <IconStar size={18} stroke={1.6} aria-hidden />,
        }))}
        chosen={skill?.id}
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
      {skill ? <SkillForm key={skill.id} skill={skill} onGone={() => setChosen(undefined)} /> : null}
      {!skill && query.data ? (
        <Empty
          icon={<IconStar size={28} stroke={1.4} aria-hidden />}
          title={t("skills.none")}
          hint={t("skills.noneHint")}
        >
          <Why permission="skills.manage">
            <Button onClick={() => setAdding(true)}>{t("skills.add")}</Button>
          </Why>
        </Empty>
      ) : null}
      {adding ? (
        <NameDialog
          title={t("skills.new")}
          label={t("skills.name")}
          action={t("skills.add")}
          stale={api.skills.key()}
          run={async (name) => setChosen((await client.skills.create({ name })).id)}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </SetupSplit>
  );
}
