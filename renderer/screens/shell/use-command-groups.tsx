import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { openDeviceCheck } from "#renderer/features/calls/index.ts";
import type { CommandGroup } from "#renderer/features/commands/index.ts";
import { headerActions, useLists } from "#renderer/features/conversations/index.ts";
import {
  openHowRouted,
  openWhoWaits,
  openWhyNoWork,
  useHowRouted,
  useWatchesWaiting,
} from "#renderer/features/routing-why/index.ts";
import { useStatusCommands } from "#renderer/features/status/index.ts";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import { placeIcons } from "#renderer/platform/place-icons.ts";
import { previewOf } from "#renderer/platform/preview.ts";
import { Avatar } from "#renderer/ui/avatar.tsx";
import {
  IconAppWindow,
  IconHourglass,
  IconLogout,
  IconMessageChatbot,
  IconMicrophone,
  IconMoon,
  IconRoute,
  IconUserQuestion,
} from "#renderer/ui/icons.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { isSetup, labelOf, openPlaces } from "#shared/permissions/places.ts";
import { useAssistantWays } from "./assistants-menu.tsx";

/** Everything that the command palette can find and do. */
export function useCommandGroups(onSignOut: () => void): CommandGroup[] {
  const { t } = useTranslation();
  return [
    { name: t("command.conversations"), commands: useConversationCommands() },
    { name: t("command.go"), commands: usePlaces() },
    { name: t("command.status"), commands: [...useStatusCommands(), ...useWhy()] },
    {
      name: t("command.actions"),
      commands: [...useObservable(headerActions), ...useHow(), ...useDeviceCheck(), ...useActions(onSignOut)],
    },
  ];
}

function useWhy() {
  const { t } = useTranslation();
  if (!useCan("status.set")) return [];
  const icon = <IconUserQuestion size={18} stroke={1.6} />;
  return [{ id: "why-no-work", label: t("routingWhy.open"), icon, run: () => openWhyNoWork() }];
}

/** Sound, picture and connection, for those who answer calls. */
function useDeviceCheck() {
  const { t } = useTranslation();
  if (!useCan("call.answer")) return [];
  const icon = <IconMicrophone size={18} stroke={1.6} />;
  return [{ id: "device-check", label: t("callMedia.check"), icon, run: openDeviceCheck }];
}

/** How the open conversation was routed; and who waits, for those who watch over it. */
function useHow() {
  const { t } = useTranslation();
  const { asked } = useHowRouted();
  const watches = useWatchesWaiting();
  const way = {
    id: "how-routed",
    label: t("howRouted.title"),
    keys: "W",
    icon: <IconRoute size={18} stroke={1.6} />,
    run: openHowRouted,
  };
  const waiting = {
    id: "who-waits",
    label: t("whoWaits.title"),
    icon: <IconHourglass size={18} stroke={1.6} />,
    run: () => openWhoWaits(),
  };
  return [...(asked === null ? [] : [way]), ...(watches ? [waiting] : [])];
}

function useConversationCommands() {
  const navigate = useNavigate();
  const { mine, parked, unassigned } = useLists();
  return [...mine, ...parked, ...unassigned].map((one: Conversation) => ({
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
  const { agentbot, assistants } = useAssistantWays();
  const links = agentbot ? [agentbot, ...assistants] : assistants;
  return [
    ...openPlaces(me).map((place) => {
      const Icon = placeIcons[place.path];
      return {
        id: place.path,
        label: t(`places.${labelOf(place, me.workspace.scheme)}`),
        detail: isSetup(place) ? t("places.setup") : undefined,
        keys: place.path === "/help" ? "?" : undefined,
        icon: <Icon size={18} stroke={1.6} />,
        run: () => void navigate({ to: place.path as "/workspace" }),
      };
    }),
    ...links.map(({ id, name, outside, open }) => ({
      id: `way-${id}`,
      label: name,
      detail: outside ? t("links.outside") : t("links.choose"),
      icon: <IconMessageChatbot size={18} stroke={1.6} />,
      run: open,
    })),
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
