import { createStore } from "zustand/vanilla";
import { type MissedItem, undoSeconds } from "#shared/contract/missed.ts";

export interface MissedState {
  readonly byId: Readonly<Record<string, MissedItem>>;
  /** False until the list has been read: it is unknown, not empty. */
  readonly known: boolean;
}

/** Keeps the newer of two records: replays and late arrivals change nothing. */
export function withMissed(state: MissedState, item: MissedItem): MissedState {
  const known = state.byId[item.id];
  return known && known.version >= item.version
    ? state
    : { ...state, byId: { ...state.byId, [item.id]: item } };
}

/**
 * The list as it was read anew. What it does not name is not there any more, unless news of it came while the list was
 * on its way (`since`: the state in which it was asked for).
 */
export function withMissedList(
  state: MissedState,
  list: readonly MissedItem[],
  since: MissedState,
): MissedState {
  const listed = new Set<string>(list.map(({ id }) => id));
  const kept = Object.values(state.byId).filter((one) => listed.has(one.id) || since.byId[one.id] !== one);
  const byId = Object.fromEntries(kept.map((one) => [one.id, one]));
  return list.reduce(withMissed, { byId, known: true });
}

/** Without an item that the server says is not in one's list any more, such as one of a queue that one has left. */
export function withoutMissed(state: MissedState, missedId: string): MissedState {
  const { [missedId]: _gone, ...byId } = state.byId;
  return { ...state, byId };
}

/** Whom nobody has answered yet: those who wait longest first, a wanted time counting from then on. */
export const openMissed = (state: MissedState): MissedItem[] =>
  Object.values(state.byId)
    .filter((one) => one.state !== "done")
    .sort((one, other) => dueSince(one) - dueSince(other));

/** Those who were seen to, the last first: a list as it was read, and what news has brought since. */
export const doneMissed = (state: MissedState, listed: readonly MissedItem[]): MissedItem[] =>
  Object.values(listed.reduce(withMissed, state).byId)
    .filter((one) => one.state === "done")
    .sort((one, other) => Date.parse(other.doneAt ?? "") - Date.parse(one.doneAt ?? ""));

/** Until when somebody may take back that he marked it as done; null: it is not his to take back. */
export const undoUntil = (
  { state, doneBy, doneByPerson, doneAt }: MissedItem,
  myId: string,
): number | null =>
  state === "done" && doneBy === "closed" && doneByPerson?.id === myId
    ? Date.parse(doneAt ?? "") + undoSeconds * 1_000
    : null;

/** Since when somebody should see to it: when it came to be, or when the customer wants to be called. */
export const dueSince = ({ createdAt, wantedAt }: MissedItem): number => Date.parse(wantedAt ?? createdAt);

export const createMissedStore = () => createStore<MissedState>()(() => ({ byId: {}, known: false }));
export type MissedStore = ReturnType<typeof createMissedStore>;
export const missedStore = createMissedStore();
