import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";
import { SetupThings } from "#renderer/platform/setup-things.tsx";
import { IconStar } from "#renderer/ui/icons.ts";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
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
  return (
    <SetupThings
      label={t("skills.title")}
      query={query}
      things={skills}
      rowOf={(one) => ({
        name: one.name,
        detail: t("skills.holders", { count: one.holders }),
        icon: <IconStar size={18} stroke={1.6} aria-hidden />,
      })}
      chosen={skill}
      onChoose={setChosen}
      add={{ label: t("skills.add"), needs: { permission: "skills.manage" }, run: () => setAdding(true) }}
      none={{
        icon: <IconStar size={28} stroke={1.4} aria-hidden />,
        title: t("skills.none"),
        hint: t("skills.noneHint"),
      }}
    >
      {skill ? <SkillForm key={skill.id} skill={skill} onGone={() => setChosen(undefined)} /> : null}
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
    </SetupThings>
  );
}
