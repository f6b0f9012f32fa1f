import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";
import { SetupThings } from "#renderer/platform/setup-things.tsx";
import { IconTag } from "#renderer/ui/icons.ts";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import type { Tag, TagUse } from "#shared/contract/topics.ts";
import { TagForm } from "./tag-form.tsx";

/** Setup > Tags: labels for conversations and shortcuts. */
export function TagsPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("tagsSetup.title")} hint={t("tagsSetup.hint")}>
      <Tags />
    </SetupPage>
  );
}

/** A tag's colour, with its name beside wherever it stands. */
const Mark = ({ color }: { color: Tag["color"] }) => (
  <IconTag size={18} stroke={1.8} color={`var(--mantine-color-${color}-6)`} aria-hidden />
);

function Tags() {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const query = useQuery({ ...api.tags.list.queryOptions(), staleTime: 0 });
  const usage = useQuery({ ...api.tags.usage.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const tags = (query.data as Tag[] | undefined) ?? [];
  const tag = tags.find(({ id }) => id === chosen) ?? tags[0];
  const use = (usage.data as TagUse[] | undefined)?.find(({ tagId }) => tagId === tag?.id);
  return (
    <SetupThings
      label={t("tagsSetup.title")}
      query={query}
      things={tags}
      rowOf={(one) => ({ name: one.name, icon: <Mark color={one.color} /> })}
      chosen={tag}
      onChoose={setChosen}
      add={{ label: t("tagsSetup.add"), needs: { permission: "tags.manage" }, run: () => setAdding(true) }}
      none={{
        icon: <IconTag size={28} stroke={1.4} aria-hidden />,
        title: t("tagsSetup.none"),
        hint: t("tagsSetup.noneHint"),
      }}
    >
      {tag ? (
        <TagForm key={`${tag.id}:${tag.version}`} tag={tag} use={use} onGone={() => setChosen(undefined)} />
      ) : null}
      {adding ? (
        <NameDialog
          title={t("tagsSetup.add")}
          label={t("tagsSetup.name")}
          action={t("tagsSetup.add")}
          stale={api.tags.key()}
          run={async (name) => setChosen((await client.tags.create({ name })).id)}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </SetupThings>
  );
}
