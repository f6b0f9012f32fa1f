import { createStore } from "zustand/vanilla";
import type { ApiClient } from "#renderer/platform/http/api.ts";
import type { NewsSource } from "#renderer/platform/socket/news-gate.ts";
import type { CallLeg, HeardNow, LiveCall } from "#shared/contract/calls.ts";

export interface CallsState {
  readonly byId: Readonly<Record<string, LiveCall>>;
  /** What is really sent to customers now, of calls that one supervises, and when that was told. */
  readonly heard: Readonly<Record<string, HeardNow & { readonly at: number }>>;
}

/** When the engine is lost the call is the same, and its media another. */
const isNewer = (call: LiveCall, known: LiveCall | undefined): boolean =>
  !known ||
  call.version > known.version ||
  (call.version === known.version && call.mediaEpoch > known.mediaEpoch);

/** Keeps the newer of two. */
export function withCall(state: CallsState, call: LiveCall): CallsState {
  return isNewer(call, state.byId[call.id]) ? { ...state, byId: { ...state.byId, [call.id]: call } } : state;
}

/** After a connect: what was known when it was asked for and is not listed any more is over. */
export function withCallList(
  state: CallsState,
  listed: readonly LiveCall[],
  knownBefore: ReadonlySet<string>,
): CallsState {
  const ids = new Set<string>(listed.map(({ id }) => id));
  const kept = Object.values(state.byId).filter(({ id }) => ids.has(id) || !knownBefore.has(id));
  return listed.reduce(withCall, { ...state, byId: Object.fromEntries(kept.map((one) => [one.id, one])) });
}

/** The leg of somebody in a call, while he is in it or it rings for him. */
export const legOf = (call: LiveCall, userId: string): CallLeg | undefined =>
  call.legs.find((leg) => leg.userId === userId && leg.state !== "gone");

/** Calls in which one is, or which ring for one; the first is the oldest. */
export const callsOf = ({ byId }: CallsState, userId: string): { call: LiveCall; leg: CallLeg }[] =>
  Object.values(byId)
    .flatMap((call) => {
      const leg = call.state === "ended" ? undefined : legOf(call, userId);
      return leg ? [{ call, leg }] : [];
    })
    .sort((a, b) => a.call.createdAt.localeCompare(b.call.createdAt));

/** A colleague asks one into his call, or a customer calls out of his chat, and one has not answered. */
export const isAskedIn = ({ state, rings }: CallLeg): boolean => state === "ringing" && rings;

export const createCallsStore = () => createStore<CallsState>()(() => ({ byId: {}, heard: {} }));
export const callsStore = createCallsStore();
export type CallsStore = ReturnType<typeof createCallsStore>;

/** What a command has answered is as good as news. */
export const learnCall = (call: unknown, store = callsStore): void =>
  store.setState((state) => withCall(state, call as LiveCall));

/** The one place where news of calls enters the renderer. Returns the unsubscriber. */
export function feedCalls(news: NewsSource, client: Pick<ApiClient, "calls">, store = callsStore) {
  const ask = () => {
    const before = new Set(Object.keys(store.getState().byId));
    client.calls.mine().then(
      (all) => store.setState((state) => withCallList(state, all as LiveCall[], before)),
      // The next connect asks again.
      () => {},
    );
  };
  const removers = [
    news.onSnapshot(ask),
    news.on("call.changed", (call) => learnCall(call, store)),
    news.on("heard.changed", (now) =>
      store.setState((state) => ({
        heard: { ...state.heard, [now.callId]: { ...now, at: performance.now() } },
      })),
    ),
  ];
  return () => {
    for (const remove of removers) remove();
    store.setState({ byId: {}, heard: {} });
  };
}
