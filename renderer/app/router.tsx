import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { Crashed } from "#renderer/platform/crash.tsx";
import { Shell } from "#renderer/screens/shell/index.ts";
import { Workspace } from "#renderer/screens/workspace/index.ts";

/** What the routes need from the gate. */
export interface Exits {
  readonly onSignOut: () => void;
  readonly onSilence: () => void;
  readonly memoryOnly: boolean;
}

/** The places of the app. They stand behind `#`, so that one page serves them all, in the desktop and in a browser. */
export function createPlaces({ onSignOut, onSilence, memoryOnly }: Exits) {
  const root = createRootRoute({ component: () => <Shell onSignOut={onSignOut} onSilence={onSilence} /> });
  const start = createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/workspace" });
    },
  });
  const workspace = createRoute({
    getParentRoute: () => root,
    path: "/workspace",
    component: () => <Workspace conversationId={undefined} />,
  });
  const conversation = createRoute({
    getParentRoute: () => root,
    path: "/workspace/$conversationId",
    component: () => <Workspace conversationId={conversation.useParams().conversationId} />,
  });
  const ProfilePage = lazyRouteComponent(() => import("#renderer/features/profile/index.ts"), "ProfilePage");
  const profile = createRoute({
    getParentRoute: () => root,
    path: "/profile",
    component: () => <ProfilePage memoryOnly={memoryOnly} onSignOut={onSignOut} />,
  });
  const help = createRoute({
    getParentRoute: () => root,
    path: "/help",
    component: lazyRouteComponent(() => import("#renderer/features/help/index.ts"), "HelpPage"),
  });
  return createRouter({
    routeTree: root.addChildren([start, workspace, conversation, profile, help]),
    history: createHashHistory(),
    defaultPreload: false,
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: () => <Workspace conversationId={undefined} />,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPlaces>;
  }
}
