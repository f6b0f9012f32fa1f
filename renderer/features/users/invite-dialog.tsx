import { Modal, Tabs } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import { InviteCsv } from "./invite-csv.tsx";
import { type InvitedLink, InviteLinks } from "./invite-links.tsx";
import { InviteOne } from "./invite-one.tsx";
import classes from "./users.module.css";

/** Invites one person by a form, or many by a CSV; at the end the links, which are shown only now. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  useFocusBack();
  const [links, setLinks] = useState<readonly InvitedLink[]>();
  const done = (next: readonly InvitedLink[]) => {
    setLinks(next);
    void queries.invalidateQueries({ queryKey: api.invitations.key() });
    void queries.invalidateQueries({ queryKey: api.users.list.key() });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={links ? t("invite.doneTitle", { count: links.length }) : t("invite.title")}
      closeButtonProps={{ "aria-label": t("setup.close") }}
    >
      {links ? (
        <InviteLinks links={links} onClose={onClose} />
      ) : (
        <Tabs defaultValue="one" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="one">{t("invite.one")}</Tabs.Tab>
            <Tabs.Tab value="csv">{t("invite.csv")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="one" className={classes.tabPanel}>
            <InviteOne onDone={done} onCancel={onClose} />
          </Tabs.Panel>
          <Tabs.Panel value="csv" className={classes.tabPanel}>
            <InviteCsv onDone={done} onCancel={onClose} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Modal>
  );
}
