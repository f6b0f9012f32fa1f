import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";
import { SetupThings } from "#renderer/platform/setup-things.tsx";
import { useMay } from "#renderer/platform/why.tsx";
import { IconSpeakerphone } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import type { SiteInvitation } from "#shared/contract/visits.ts";
import { languages } from "#shared/domain/languages.ts";
import { InvitationForm } from "./invitation-form.tsx";

/** Setup > Invitations on the site: who is there, and what the widget says to him by itself. */
export function InvitationsPage() {
  const { t } = useTranslation();
  return (
    <SetupPage title={t("proactive.title")} hint={t("proactive.hint")}>
      <Invitations />
    </SetupPage>
  );
}

function Invitations() {
  const { t, i18n } = useTranslation();
  const { api, client } = useDesk();
  const query = useQuery({ ...api.siteInvitations.list.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const all = (query.data?.invitations as SiteInvitation[] | undefined) ?? [];
  const invitation = all.find(({ id }) => id === chosen) ?? all[0];
  const language = languages.find((tag) => tag === i18n.language) ?? "en";
  const add = async (name: string) => {
    const texts = { [language]: t("proactive.newText") };
    const made = { name, enabled: false, page: "", seconds: 20, visits: 1, texts };
    setChosen((await client.siteInvitations.create(made)).id);
  };
  return (
    <SetupThings
      label={t("proactive.title")}
      query={query}
      things={all}
      rowOf={(one) => ({
        name: one.name,
        faded: !one.enabled,
        detail: one.enabled
          ? t("proactive.summary", { page: one.page || t("proactive.everyPage"), seconds: one.seconds })
          : t("proactive.off"),
        icon: <IconSpeakerphone size={18} stroke={1.6} aria-hidden />,
      })}
      chosen={invitation}
      onChoose={setChosen}
      add={{
        label: t("proactive.add"),
        needs: { permission: "triggers.manage" },
        run: () => setAdding(true),
      }}
      none={{
        icon: <IconSpeakerphone size={28} stroke={1.4} aria-hidden />,
        title: t("proactive.noneInvitations"),
        hint: t("proactive.noneInvitationsHint"),
      }}
      above={query.data ? <ShowVisitors shown={query.data.shown} /> : null}
    >
      {invitation ? (
        <InvitationForm key={invitation.id} invitation={invitation} onGone={() => setChosen(undefined)} />
      ) : null}
      {adding ? (
        <NameDialog
          title={t("proactive.newName")}
          label={t("proactive.name")}
          action={t("proactive.add")}
          stale={api.siteInvitations.key()}
          run={add}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </SetupThings>
  );
}

function ShowVisitors({ shown }: { shown: boolean }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const { allowed } = useMay("triggers.manage");
  const change = useMutation({
    ...api.siteInvitations.showVisitors.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: api.siteInvitations.key() }),
  });
  return (
    <>
      <Switch
        label={t("proactive.shown")}
        description={t("proactive.shownHint")}
        disabled={!allowed || change.isPending}
        checked={change.isPending ? change.variables.shown : shown}
        onChange={(event) => change.mutate({ shown: event.currentTarget.checked })}
      />
      <ErrorNote text={change.error ? problemText(problemOf(change.error)) : undefined} />
    </>
  );
}
