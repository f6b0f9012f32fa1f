import type { ComponentType } from "react";
import {
  IconAddressBook,
  IconAdjustments,
  IconAward,
  IconChartBar,
  IconClipboardList,
  IconEye,
  IconHelp,
  IconHistory,
  IconHourglass,
  IconInbox,
  IconMessage2,
  IconMessageChatbot,
  IconMessages,
  IconReceipt,
  IconShieldLock,
  IconSlashes,
  IconSpeakerphone,
  IconUserCircle,
  IconUserQuestion,
  IconUserShield,
  IconUsers,
  IconUsersGroup,
} from "#renderer/ui/icons.ts";
import type { PlacePath } from "#shared/permissions/places.ts";

export type PlaceIcon = ComponentType<{ size: number; stroke: number; "aria-hidden"?: boolean }>;

/** One icon for each place, wherever it is named. */
export const placeIcons: Readonly<Record<PlacePath, PlaceIcon>> = {
  "/workspace": IconMessages,
  "/monitor": IconEye,
  "/reports": IconChartBar,
  "/history": IconHistory,
  "/clients": IconAddressBook,
  "/setup/users": IconUsers,
  "/setup/groups": IconUsersGroup,
  "/setup/queues": IconInbox,
  "/setup/skills": IconAward,
  "/setup/roles": IconUserShield,
  "/setup/access": IconUserQuestion,
  "/setup/activity": IconClipboardList,
  "/setup/settings": IconAdjustments,
  "/setup/shortcuts": IconSlashes,
  "/setup/messages": IconMessage2,
  "/setup/security": IconShieldLock,
  "/setup/triggers": IconHourglass,
  "/setup/assistants": IconMessageChatbot,
  "/setup/invitations": IconSpeakerphone,
  "/setup/billing": IconReceipt,
  "/help": IconHelp,
  "/profile": IconUserCircle,
};
