import { createStore } from "zustand/vanilla";
import type { HelpRequest } from "#shared/contract/help.ts";

export interface HelpState {
  readonly byId: Readonly<Record<string, HelpRequest>>;
}

/** Keeps the newer of two versions. */
export function withHelp(state: HelpState, request: HelpRequest): HelpState {
  const known = state.byId[request.id];
  return known && known.version >= request.version
    ? state
    : { byId: { ...state.byId, [request.id]: request } };
}

/** After a connect: what was known when it was asked for and is not listed any more is over. */
export function withHelpList(
  state: HelpState,
  listed: readonly HelpRequest[],
  knownBefore: ReadonlySet<string>,
): HelpState {
  const ids = new Set<string>(listed.map(({ id }) => id));
  const kept = Object.values(state.byId).filter(({ id }) => ids.has(id) || !knownBefore.has(id));
  return listed.reduce(withHelp, { byId: Object.fromEntries(kept.map((one) => [one.id, one])) });
}

/** Those that are not over and that others have asked, the longest waiting first. */
export const requestsOfOthers = ({ byId }: HelpState, myId: string): HelpRequest[] =>
  Object.values(byId)
    .filter(({ state, askedBy }) => state !== "closed" && askedBy.id !== myId)
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));

export const createHelpStore = () => createStore<HelpState>()(() => ({ byId: {} }));
export const helpStore = createHelpStore();
export type HelpStore = ReturnType<typeof createHelpStore>;
