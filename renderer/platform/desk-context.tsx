import { createContext, type ReactNode, useContext } from "react";
import type { Me } from "#shared/contract/session.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import type { SyncClient } from "#shared/sync/index.ts";
import type { Api, ApiClient, ServerPlace } from "./http/api.ts";
import type { FilePort } from "./http/files.ts";
import type { Observable, Source } from "./observable.ts";
import type { OsPort } from "./os/os-port.ts";
import { can, type Thing } from "./session/can.ts";
import type { SessionPort } from "./session/session-port.ts";
import type { NewsSource } from "./socket/news-gate.ts";
import type { Sounds } from "./sounds.ts";
import type { DraftsStore } from "./storage/drafts-store.ts";

/** Everything a signed-in screen may use. Made once after sign-in by the composition root, handed down from there. */
export interface Desk {
  readonly me: Me;
  readonly place: ServerPlace;
  readonly client: ApiClient;
  readonly api: Api;
  readonly sync: SyncClient;
  readonly news: NewsSource;
  readonly drafts: DraftsStore;
  readonly files: FilePort;
  readonly os: OsPort;
  readonly sounds: Sounds;
  readonly session: SessionPort;
  /** The conversation before this person now. */
  readonly openConversation: Source<string | null>;
  /** Whether this window is the one that rings. */
  readonly leads: Observable<boolean>;
}

const DeskContext = createContext<Desk | undefined>(undefined);

export const DeskProvider = ({ desk, children }: { desk: Desk; children: ReactNode }) => (
  <DeskContext value={desk}>{children}</DeskContext>
);

/** The signed-in desk. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("used outside a signed-in desk");
  return desk;
}

export const useMe = (): Me => useDesk().me;

/** Whether the signed-in user may; the server decides again. */
export function useCan(permission: Permission, thing?: Thing): boolean {
  return can(useDesk().me, permission, thing);
}
