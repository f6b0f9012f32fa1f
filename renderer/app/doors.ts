import type { ApiClient, ServerPlace } from "#renderer/platform/http/api.ts";
import type { FilePort } from "#renderer/platform/http/files.ts";
import { createBrowserOs, createDesktopOs, type OsPort } from "#renderer/platform/os/os-port.ts";
import { createBrowserSession } from "#renderer/platform/session/browser-session.ts";
import { createDesktopSession } from "#renderer/platform/session/desktop-session.ts";
import type { SessionPort } from "#renderer/platform/session/session-port.ts";
import type { DesktopBridge } from "#shared/bridge/desktop.ts";
import type { SyncTransport } from "#shared/sync/index.ts";

/** The ways out of the page that are known before anybody is signed in. */
export interface Ways {
  readonly bridge: DesktopBridge | undefined;
  readonly session: SessionPort;
  readonly os: OsPort;
  /** The client with its contract is loaded only when somebody is signed in: the sign-in page must stand at once. */
  readonly doorsTo: (place: ServerPlace) => Promise<Doors>;
}

/** The ways to one server. */
export interface Doors extends Omit<Ways, "doorsTo"> {
  readonly place: ServerPlace;
  readonly client: ApiClient;
  readonly createTransport: (onDoubt: () => void) => SyncTransport;
  readonly files?: FilePort;
}

/** In the desktop through its bridge, in a browser to the origin that served the page. */
export function createWays(bridge: DesktopBridge | undefined): Ways {
  const session = bridge ? createDesktopSession(bridge) : createBrowserSession(location.origin);
  const os = bridge ? createDesktopOs(bridge) : createBrowserOs();
  return {
    bridge,
    session,
    os,
    async doorsTo(place) {
      const { createApiClient, createDeskSocket } = await import("./server-doors.ts");
      const client = createApiClient(place);
      const createTransport = (onDoubt: () => void) => createDeskSocket(place, client, onDoubt);
      return { bridge, session, os, place, client, createTransport };
    },
  };
}
