import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { askedCase } from "#renderer/platform/asked-case.ts";
import { Crashed } from "#renderer/platform/crash.tsx";
import { Setup, SetupStart } from "#renderer/screens/setup/index.ts";
import { MissingPage, Shell } from "#renderer/screens/shell/index.ts";
import { Workspace } from "#renderer/screens/workspace/index.ts";
import {
  AccessPage,
  ActivityPage,
  AssistantsPage,
  BillingPage,
  DeviceCard,
  DispositionsPage,
  ExtensionsPage,
  FactorsCard,
  GroupsPage,
  HelpPage,
  InvitationsPage,
  MessagesPage,
  Monitor,
  PeoplePage,
  PersonPage,
  PhoneLinesPage,
  ProfilePage,
  QueuesPage,
  RolesPage,
  SecurityPage,
  SettingsPage,
  ShortcutsPage,
  SkillsPage,
  StatusesPage,
  TagsPage,
  TopicsPage,
  TriggersPage,
} from "./pages.ts";

/** What the routes need from the gate. */
export interface Exits {
  readonly onSignOut: () => void;
  readonly onSilence: () => void;
  readonly memoryOnly: boolean;
  /** Where the signed-in person lands. */
  readonly landing: () => string;
}

/**
 * The routes of the app. They stand behind `#`, so that one page serves them all, in the desktop and in a browser.
 * Whether a place opens to somebody is decided in one spot, the shell, from the list of places; a test holds the
 * routes and that list together.
 */
export function createPlaces(exits: Exits, history: RouterHistory = createHashHistory()) {
  const { onSignOut, onSilence, memoryOnly, landing } = exits;
  const root = createRootRoute({ component: () => <Shell onSignOut={onSignOut} onSilence={onSilence} /> });
  const below = <const P extends string>(path: P) => ({ getParentRoute: () => root, path });
  const start = createRoute({
    ...below("/"),
    beforeLoad: () => {
      throw redirect({ to: landing() as "/workspace", replace: true });
    },
  });
  const workspace = createRoute({
    ...below("/workspace"),
    component: () => <Workspace conversationId={undefined} />,
  });
  const conversation = createRoute({
    ...below("/workspace/$conversationId"),
    component: () => <Workspace conversationId={conversation.useParams().conversationId} />,
  });
  const profile = createRoute({
    ...below("/profile"),
    component: () => (
      <ProfilePage memoryOnly={memoryOnly} onSignOut={onSignOut}>
        <DeviceCard />
        <FactorsCard />
      </ProfilePage>
    ),
  });
  const monitor = createRoute({ ...below("/monitor"), component: Monitor });
  const help = createRoute({ ...below("/help"), component: HelpPage });
  const setup = createRoute({ ...below("/setup"), component: Setup });
  const page = <const P extends string>(path: P) => ({ getParentRoute: () => setup, path });
  const setupPages = [
    createRoute({ ...page("/"), component: SetupStart }),
    createRoute({ ...page("/users"), component: PeoplePage }),
    createRoute({ ...page("/users/$userId"), component: PersonPage }),
    createRoute({ ...page("/groups"), component: GroupsPage }),
    createRoute({ ...page("/queues"), component: QueuesPage }),
    createRoute({ ...page("/skills"), component: SkillsPage }),
    createRoute({ ...page("/roles"), component: RolesPage }),
    createRoute({ ...page("/access"), component: AccessPage, validateSearch: askedCase }),
    createRoute({ ...page("/activity"), component: ActivityPage }),
    createRoute({ ...page("/settings"), component: SettingsPage }),
    createRoute({ ...page("/triggers"), component: TriggersPage }),
    createRoute({ ...page("/statuses"), component: StatusesPage }),
    createRoute({ ...page("/shortcuts"), component: ShortcutsPage }),
    createRoute({ ...page("/messages"), component: MessagesPage }),
    createRoute({ ...page("/topics"), component: TopicsPage }),
    createRoute({ ...page("/tags"), component: TagsPage }),
    createRoute({ ...page("/dispositions"), component: DispositionsPage }),
    createRoute({ ...page("/extensions"), component: ExtensionsPage }),
    createRoute({ ...page("/phone-lines"), component: PhoneLinesPage }),
    createRoute({ ...page("/assistants"), component: AssistantsPage }),
    createRoute({ ...page("/invitations"), component: InvitationsPage }),
    createRoute({ ...page("/security"), component: SecurityPage }),
    createRoute({ ...page("/billing"), component: BillingPage }),
  ] as const;
  return createRouter({
    routeTree: root.addChildren([
      start,
      workspace,
      conversation,
      monitor,
      profile,
      help,
      setup.addChildren(setupPages),
    ]),
    history,
    defaultPreload: false,
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: MissingPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPlaces>;
  }
}
