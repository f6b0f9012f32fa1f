import type { Typing } from "#shared/contract/socket.ts";
import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";
import { createSyncClient, type SyncClient, type SyncTransport } from "#shared/sync/index.ts";
import type { OutboxStore } from "#shared/sync/types.ts";
import { type ChatState, isFromStaff, newer } from "./chat-state.ts";

export interface FeedDeps {
  readonly transport: SyncTransport;
  readonly outboxStore: OutboxStore;
  readonly newId: () => string;
  readonly read: () => ChatState;
  readonly set: (change: Partial<ChatState>) => void;
  /** A new message of the staff, not one of the history. */
  readonly arrived: () => void;
  readonly sessionEnded: () => void;
  readonly called: (call: VisitorCall) => void;
  /** The line is up (again). */
  readonly connected: () => void;
  /** Somebody has written to him first, in another conversation. */
  readonly other: (conversation: VisitorConversation) => void;
}

export interface Feed {
  readonly sync: SyncClient;
  readonly conversationId: string;
  stop(): void;
}

const typingLapseMs = 6_000;

/** Carries one conversation's news into the state: log, outbox, connection, typing, place in the queue. */
export function feedConversation(id: string, deps: FeedDeps): Feed {
  const { transport, set, read } = deps;
  const clock = { now: () => Date.now(), after: (ms: number, run: () => void) => cancelable(run, ms) };
  const sync = createSyncClient({ transport, outboxStore: deps.outboxStore, clock, newId: deps.newId });
  const log = sync.log(id);
  let heardUpTo = -1;
  let cancelTyping = () => {};

  const onLog = () => {
    const view = log.get();
    const fresh = heardUpTo >= 0 && view.events.some((event) => event.seq > heardUpTo && isNews(event));
    if (view.loaded) heardUpTo = Math.max(heardUpTo, view.lastSeq);
    set({ log: view, ...(fresh ? { typing: null } : {}) });
    if (fresh) deps.arrived();
  };
  const onTyping = ({ conversationId, who, on }: Typing) => {
    if (conversationId !== id || who.kind !== "agent") return;
    cancelTyping();
    set({ typing: on ? who.name : null });
    if (on) cancelTyping = cancelable(() => set({ typing: null }), typingLapseMs);
  };

  const removers = [
    log.subscribe(onLog),
    sync.outbox.subscribe((entries) =>
      set({ outbox: entries.filter(({ conversationId }) => conversationId === id) }),
    ),
    sync.connection.subscribe((connection) => {
      set({ connection });
      if (connection.phase === "offline" && connection.reason === "session_ended") deps.sessionEnded();
    }),
    transport.on<VisitorConversation>("conversation.changed", (news) => {
      if (news.id === id) set({ conversation: newer(read().conversation, news) });
      else if (news.state !== "closed" && read().conversation?.state === "closed") deps.other(news);
    }),
    transport.on<Typing>("typing", onTyping),
    transport.on<VisitorCall>("call.changed", deps.called),
    transport.onConnect(deps.connected),
    sync.open(id),
  ];
  void sync.start();
  return {
    sync,
    conversationId: id,
    stop() {
      cancelTyping();
      for (const remove of removers) remove();
      sync.stop();
    },
  };
}

const isNews = ({ author, body }: { author: { kind: string }; body: { kind: string } }) =>
  isFromStaff(author) && body.kind === "message";

function cancelable(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
