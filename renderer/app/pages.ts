import { lazyRouteComponent } from "@tanstack/react-router";

/** The pages that are loaded when somebody opens them. */
export const ProfilePage = lazyRouteComponent(
  () => import("#renderer/features/profile/index.ts"),
  "ProfilePage",
);
export const DeviceCard = lazyRouteComponent(() => import("#renderer/features/calls/index.ts"), "DeviceCard");
export const FactorsCard = lazyRouteComponent(
  () => import("#renderer/features/factors/index.ts"),
  "FactorsCard",
);
export const HelpPage = lazyRouteComponent(() => import("#renderer/features/help/index.ts"), "HelpPage");
export const Monitor = lazyRouteComponent(() => import("#renderer/screens/monitor/index.ts"), "Monitor");
export const PeoplePage = lazyRouteComponent(() => import("#renderer/screens/people/index.ts"), "PeoplePage");
export const PersonPage = lazyRouteComponent(() => import("#renderer/screens/people/index.ts"), "PersonPage");
export const GroupsPage = lazyRouteComponent(
  () => import("#renderer/features/groups/index.ts"),
  "GroupsPage",
);
export const QueuesPage = lazyRouteComponent(
  () => import("#renderer/features/queues/index.ts"),
  "QueuesPage",
);
export const SkillsPage = lazyRouteComponent(
  () => import("#renderer/features/skills/index.ts"),
  "SkillsPage",
);
export const TopicsPage = lazyRouteComponent(
  () => import("#renderer/features/topics/index.ts"),
  "TopicsPage",
);
export const TagsPage = lazyRouteComponent(() => import("#renderer/features/tags/index.ts"), "TagsPage");
export const DispositionsPage = lazyRouteComponent(
  () => import("#renderer/features/dispositions/index.ts"),
  "DispositionsPage",
);
export const PhoneLinesPage = lazyRouteComponent(
  () => import("#renderer/features/phone-lines/index.ts"),
  "PhoneLinesPage",
);
export const ExtensionsPage = lazyRouteComponent(
  () => import("#renderer/features/extensions/index.ts"),
  "ExtensionsPage",
);
export const RolesPage = lazyRouteComponent(() => import("#renderer/features/roles/index.ts"), "RolesPage");
export const AccessPage = lazyRouteComponent(
  () => import("#renderer/features/access/index.ts"),
  "AccessPage",
);
export const ActivityPage = lazyRouteComponent(
  () => import("#renderer/features/activity/index.ts"),
  "ActivityPage",
);
export const SettingsPage = lazyRouteComponent(
  () => import("#renderer/features/settings/index.ts"),
  "SettingsPage",
);
export const TriggersPage = lazyRouteComponent(
  () => import("#renderer/features/triggers/index.ts"),
  "TriggersPage",
);
export const StatusesPage = lazyRouteComponent(
  () => import("#renderer/features/statuses/index.ts"),
  "StatusesPage",
);
export const ShortcutsPage = lazyRouteComponent(
  () => import("#renderer/features/shortcuts/index.ts"),
  "ShortcutsPage",
);
export const MessagesPage = lazyRouteComponent(
  () => import("#renderer/features/messages/index.ts"),
  "MessagesPage",
);
export const SecurityPage = lazyRouteComponent(
  () => import("#renderer/features/security/index.ts"),
  "SecurityPage",
);
export const BillingPage = lazyRouteComponent(
  () => import("#renderer/features/billing/index.ts"),
  "BillingPage",
);
export const AssistantsPage = lazyRouteComponent(
  () => import("#renderer/features/assistants/index.ts"),
  "AssistantsPage",
);
export const InvitationsPage = lazyRouteComponent(
  () => import("#renderer/features/proactive/index.ts"),
  "InvitationsPage",
);
