import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CommandGroup } from "#renderer/features/commands/index.ts";
import { useLists } from "#renderer/features/conversations/index.ts";
import { useStatus } from "#renderer/features/status/index.ts";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { previewOf } from "#renderer/platform/preview.ts";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconAppWindow, IconHelp, IconLogout, IconMoon, IconUserCircle } from "#renderer/ui/icons.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { StatusName } from "#shared/contract/session.ts";
import { areasOf } from "./areas.ts";

const statuses: readonly StatusName[] = ["ready", "online", "dnd", "offline"];

/** Everything that the command palette can find and do. */
export function useCommandGroups(onSignOut: () => void): CommandGroup[] {
  const { t } = useTranslation();
  const status = useStatus();
  return [
    { name: t("command.conversations"), commands: useConversationCommands() },
    { name: t("command.go"), commands: usePlaces() },
    {
      name: t("command.status"),
      commands: status.reason
        ? []
        : statuses.map((name) => ({
            id: `status-${name}`,
            label: t(`status.${name}`),
            detail: t(`status.about_${name}`),
            run: () => status.choose(name),
          })),
    },
    { name: t("command.actions"), commands: useActions(onSignOut) },
  ];
}

function useConversationCommands() {
  const navigate = useNavigate();
  const { mine, unassigned } = useLists();
  return [...mine, ...unassigned].map((one: Conversation) => ({
    id: one.id,
    label: one.customer.name,
    detail: previewOf(one.lastMessage?.preview, 90) || one.queue.name,
    icon: <Avatar name={one.customer.name} size={26} />,
    run: () => void navigate({ to: "/workspace/$conversationId", params: { conversationId: one.id } }),
  }));
}

function usePlaces() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  return [
    ...areasOf(me.grants).map(({ path, label, icon: Icon }) => ({
      id: path,
      label: t(label),
      icon: <Icon size={18} stroke={1.6} />,
      run: () => void navigate({ to: path }),
    })),
    {
      id: "/profile",
      label: t("rail.profile"),
      icon: <IconUserCircle size={18} stroke={1.6} />,
      run: () => void navigate({ to: "/profile" }),
    },
    {
      id: "/help",
      label: t("rail.help"),
      keys: "?",
      icon: <IconHelp size={18} stroke={1.6} />,
      run: () => void navigate({ to: "/help" }),
    },
  ];
}

function useActions(onSignOut: () => void) {
  const { t } = useTranslation();
  const { os } = useDesk();
  const { toggleColorScheme } = useMantineColorScheme();
  return [
    {
      id: "theme",
      label: t("command.theme"),
      icon: <IconMoon size={18} stroke={1.6} />,
      run: toggleColorScheme,
    },
    {
      id: "second-window",
      label: t("command.secondWindow"),
      icon: <IconAppWindow size={18} stroke={1.6} />,
      run: () => os.openSecondWindow("/workspace"),
    },
    {
      id: "sign-out",
      label: t("command.signOut"),
      icon: <IconLogout size={18} stroke={1.6} />,
      run: onSignOut,
    },
  ];
}
