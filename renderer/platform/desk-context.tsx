import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Me } from "#shared/contract/session.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import type { SyncClient } from "#shared/sync/index.ts";
import type { Api, ApiClient, ServerPlace } from "./http/api.ts";
import type { FilePort } from "./http/files.ts";
import { type Observable, type Source, useObservable } from "./observable.ts";
import type { OsPort } from "./os/os-port.ts";
import { can, type Thing } from "./session/can.ts";
import type { SessionPort } from "./session/session-port.ts";
import type { NewsSource } from "./socket/news-gate.ts";
import type { Sounds } from "./sounds.ts";
import type { DraftsStore } from "./storage/drafts-store.ts";

/** Everything a signed-in screen may use. Made once after sign-in by the composition root, handed down from there. */
export interface Desk {
  /** The signed-in user as he is now. In a component it changes with his rights; elsewhere ask `myself`. */
  readonly me: Me;
  readonly myself: Observable<Me>;
  /** Asks the server anew who one is and what one may; the screens follow. */
  readonly refreshMe: () => Promise<void>;
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

/** Hands the desk down, always with the rights of now. */
export function DeskProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  const me = useObservable(desk.myself);
  const now = useMemo(() => ({ ...desk, me }), [desk, me]);
  return <DeskContext value={now}>{children}</DeskContext>;
}

/** The signed-in desk. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("used outside a signed-in desk");
  return desk;
}

export const useMe = (): Me => useDesk().me;

/** Looking as another role: everything can be seen and nothing changed. */
export const useReadOnly = (): boolean => useMe().viewedBy !== null;

/** Whether the signed-in user may; the server decides again. */
export function useCan(permission: Permission, thing?: Thing): boolean {
  return can(useDesk().me, permission, thing);
}
