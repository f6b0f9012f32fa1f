import { createStore } from "zustand/vanilla";
import type { NewsSource } from "#renderer/platform/socket/news-gate.ts";
import type { AgentStatus } from "#shared/contract/statuses.ts";

export interface StatusState {
  readonly mine: AgentStatus | null;
}

/** Keeps the newer of two versions of one's own status; others' are no business of this store. */
export function withStatus(state: StatusState, status: AgentStatus, myId: string): StatusState {
  if (status.userId !== myId) return state;
  if (state.mine && state.mine.version > status.version) return state;
  return { mine: status };
}

export const createStatusStore = () => createStore<StatusState>()(() => ({ mine: null }));
export const statusStore = createStatusStore();

/** The one place where news of the status enters the renderer. Returns the unsubscriber. */
export function feedStatus(news: NewsSource, myId: string, start: AgentStatus, store = statusStore) {
  const hear = (status: AgentStatus) => store.setState((state) => withStatus(state, status, myId));
  store.setState({ mine: start });
  const removers = [news.onSnapshot(({ status }) => hear(status)), news.on("status.changed", hear)];
  return () => {
    for (const remove of removers) remove();
    store.setState({ mine: null });
  };
}
