import { Drawer, Tabs } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconUserPlus } from "#renderer/ui/icons.ts";
import { useLeave } from "#renderer/ui/leave-guard.tsx";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import { ExportButton } from "./export-button.tsx";
import { InvitationsList } from "./invitations-list.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { type Users, useUsers } from "./use-users.ts";
import type { MoreOfUser } from "./user-form.tsx";
import { UserPanel } from "./user-panel.tsx";
import classes from "./users.module.css";
import { UsersTable } from "./users-table.tsx";

/** Setup > Users: the people, their invitations, and a sheet with whoever is chosen. */
export function UsersPage({ more }: { more?: MoreOfUser }) {
  const { t } = useTranslation();
  const users = useUsers();
  const mayInvite = useCan("users.invite");
  const [inviting, setInviting] = useState(false);
  const [openId, setOpenId] = useState<string>();
  const actions = (
    <>
      <ExportButton filter={users.filter} />
      <Why permission="users.invite">
        <Action leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => setInviting(true)}>
          {t("users.invite")}
        </Action>
      </Why>
    </>
  );
  return (
    <SetupPage title={t("users.title")} actions={actions}>
      {mayInvite ? (
        <Tabs defaultValue="people" className={classes.tabs} keepMounted={false}>
          <Tabs.List className={classes.tabList}>
            <Tabs.Tab value="people">{t("users.people")}</Tabs.Tab>
            <Tabs.Tab value="invitations">{t("users.invitations")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="people" className={classes.panel}>
            <UsersTable users={users} openId={openId} onOpen={setOpenId} />
          </Tabs.Panel>
          <Tabs.Panel value="invitations" className={classes.panel}>
            <InvitationsList onInvite={() => setInviting(true)} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <UsersTable users={users} openId={openId} onOpen={setOpenId} />
      )}
      <UserSheet users={users} userId={openId} more={more} onClose={() => setOpenId(undefined)} />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </SetupPage>
  );
}

interface UserSheetProps {
  readonly users: Users;
  readonly userId: string | undefined;
  readonly more: MoreOfUser | undefined;
  readonly onClose: () => void;
}

/** The chosen person beside the list; closing it with unsaved changes asks first. */
function UserSheet({ users, userId, more, onClose }: UserSheetProps) {
  const { t } = useTranslation();
  const leave = useLeave();
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const isMine = event.currentTarget.contains(target) && target.dataset.mantineStopPropagation !== "true";
    if (event.key === "Escape" && isMine) leave(onClose);
  };
  const name = users.users.find(({ id }) => id === userId)?.name ?? t("users.title");
  return (
    <Drawer
      opened={userId !== undefined}
      onClose={() => leave(onClose)}
      // A dialog above it has Escape first; see `press`.
      closeOnEscape={false}
      onKeyDown={press}
      position="right"
      size={560}
      title={name}
      closeButtonProps={{ "aria-label": t("setup.close") }}
      classNames={{
        header: classes.sheetHeader ?? "",
        body: classes.sheetBody ?? "",
        content: classes.sheet ?? "",
        title: classes.sheetTitle ?? "",
      }}
    >
      {userId ? <UserPanel key={userId} userId={userId} withLink more={more} /> : null}
    </Drawer>
  );
}
