import type { Log } from "./log.ts";

/** The part of Electron's session that can forget. */
export type Forgetful = {
  clearStorageData(options: {
    storages: ("cookies" | "filesystem" | "serviceworkers" | "cachestorage")[];
  }): Promise<void>;
  clearCache(): Promise<void>;
  clearAuthCache(): Promise<void>;
  clearHostResolverCache(): Promise<void>;
};

/**
 * Clears what a session leaves behind in Chromium when it ends. IndexedDB stays: it holds drafts and unsent messages, in
 * a database for each person of each workspace, and nobody's session may take along what he has written. So does local
 * storage, which only knows the look of this machine.
 */
export const createTraceSweeper = (session: Forgetful, log: Log) => async (): Promise<void> => {
  const swept = await Promise.allSettled([
    session.clearStorageData({ storages: ["cookies", "filesystem", "serviceworkers", "cachestorage"] }),
    session.clearCache(),
    session.clearAuthCache(),
    session.clearHostResolverCache(),
  ]);
  // The sign-out goes on: who wants to leave must not be held by a cache.
  const failed = swept.filter(({ status }) => status === "rejected").length;
  if (failed > 0) log("traces.unswept", { failed });
};
