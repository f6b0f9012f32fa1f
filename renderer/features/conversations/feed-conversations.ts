import type { NewsSource } from "#renderer/platform/socket/news-gate.ts";
import type { SyncClient } from "#shared/sync/index.ts";
import {
  type ConversationsStore,
  conversationsStore,
  mineOf,
  withConversation,
  withCursors,
  withEvent,
  withSnapshot,
} from "./conversations-store.ts";
import { typingStore, withTyping } from "./typing-store.ts";

/** The one place where news of conversations enters the renderer. Returns the unsubscriber. */
export function feedConversations(
  news: NewsSource,
  myId: string,
  store: ConversationsStore = conversationsStore,
) {
  const change = store.setState;
  const removers = [
    news.onSnapshot((snapshot) => change((state) => withSnapshot(state, snapshot, myId))),
    news.on("conversation.changed", (one) => change((state) => withConversation(state, one))),
    news.on("cursors.changed", ({ conversationId, cursors }) =>
      change((state) => withCursors(state, conversationId, cursors)),
    ),
    news.on("event.appended", (event) => {
      change((state) => withEvent(state, event));
      if (event.author.kind === "customer") stopTyping(event.conversationId);
    }),
    news.on("typing", (typing) =>
      typingStore.setState(({ byId }) => ({ byId: withTyping(byId, typing, myId, Date.now()) })),
    ),
  ];
  return () => {
    for (const remove of removers) remove();
    change({ byId: {}, known: false });
    typingStore.setState({ byId: {} });
  };
}

/** What one sends oneself comes back as an answer, not as news: the list learns it from the log. */
function keepOpen(sync: SyncClient, id: string, store: ConversationsStore): () => void {
  const release = sync.open(id);
  const stop = sync.log(id).subscribe(({ events }) => {
    const known = store.getState().byId[id]?.lastSeq ?? 0;
    if ((events.at(-1)?.seq ?? 0) <= known) return;
    const newer = events.slice(events.findLastIndex(({ seq }) => seq <= known) + 1);
    store.setState((state) => newer.reduce(withEvent, state));
  });
  return () => {
    stop();
    release();
  };
}

const stopTyping = (id: string) =>
  typingStore.setState(({ byId }) => (byId[id] ? { byId: { ...byId, [id]: undefined } } : { byId }));

/** Keeps the logs of one's own conversations current, so that switching is instant and counters are true. */
export function keepMineOpen(sync: SyncClient, myId: string, store: ConversationsStore = conversationsStore) {
  const open = new Map<string, () => void>();
  const follow = () => {
    const mine = new Set<string>(mineOf(store.getState(), myId).map(({ id }) => id));
    for (const id of mine) if (!open.has(id)) open.set(id, keepOpen(sync, id, store));
    for (const [id, release] of open) {
      if (mine.has(id)) continue;
      release();
      open.delete(id);
    }
  };
  follow();
  const stop = store.subscribe(follow);
  return () => {
    stop();
    for (const release of open.values()) release();
    open.clear();
  };
}
