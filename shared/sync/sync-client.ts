import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { createConnection } from "./connection.ts";
import { createLogBook } from "./log-book.ts";
import type { Observable } from "./observable.ts";
import { createOutbox, type NewMessage } from "./outbox.ts";
import {
  type Clock,
  CommandRefused,
  type ConnectionState,
  type LogView,
  type OutboxEntry,
  type OutboxStore,
  type SyncTransport,
} from "./types.ts";

const commandMs = 8_000;

export interface SyncDeps {
  readonly transport: SyncTransport;
  readonly outboxStore: OutboxStore;
  readonly clock: Clock;
  /** A new UUID. */
  readonly newId: () => string;
}

/** What a screen needs of conversations: logs that are never wrong for long, and a post that never loses a letter. */
export interface SyncClient {
  /** Reads the outbox from disk and connects. */
  start(): Promise<void>;
  stop(): void;
  readonly connection: Observable<ConnectionState>;
  readonly outbox: Observable<readonly OutboxEntry[]>;
  /** Watches a conversation and keeps its log current until released. */
  open(conversationId: string): () => void;
  log(conversationId: string): Observable<LogView>;
  loadOlder(conversationId: string): Promise<void>;
  /** Resolves when the message is safely on disk; it is sent as soon as that can be. */
  send(message: NewMessage): Promise<OutboxEntry>;
  retry(clientId: string): Promise<void>;
  discard(clientId: string): Promise<void>;
  /** The server's clock, ms. */
  serverNow(): number;
  /** After sleep or a change of network: replaces the socket and catches up. */
  resync(): void;
  /** A small command on the socket; throws `CommandRefused` or `TransportFailure`. */
  request<T>(command: string, input: unknown): Promise<T>;
  /** Runs within every catching up, before the logs: for the snapshot of a desk. */
  onCatchUp(run: () => Promise<void>): () => void;
}

/** Failures of the HTTP side carry a catalogue code too. */
const isCoded = (error: unknown): error is { code: string } =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.includes(".");

/** Puts connection, logs and outbox together. Register first, then fetch, then apply: nothing falls between. */
export function createSyncClient({ transport, outboxStore, clock, newId }: SyncDeps): SyncClient {
  const catchUps = new Set<() => Promise<void>>();
  const book = createLogBook(transport, (events) => outbox.settle(events));
  let stopListening = () => {};

  const request = async <T>(command: string, input: unknown): Promise<T> => {
    const answer = await transport.request<T>(command, input, commandMs);
    connection.heard();
    if (!answer.ok) throw new CommandRefused(answer.error);
    return answer.data;
  };

  const hear = (event: ConversationEvent) => {
    connection.heard();
    outbox.settle([event]);
    book.hear(event);
  };

  const outbox = createOutbox({
    store: outboxStore,
    clock,
    newId,
    send: ({ conversationId, clientId, kind, text, fileIds }) =>
      request<ConversationEvent>("message.send", { conversationId, clientId, kind, text, fileIds }),
    onSent: hear,
  });

  async function watch(id: string): Promise<void> {
    try {
      const { lastSeq } = await request<{ lastSeq: number }>("conversation.watch", { conversationId: id });
      await book.fill(id, lastSeq);
    } catch (error) {
      if (!isCoded(error) || error.code === "server.busy") throw error;
      const source = book.source(id);
      source.set({ ...source.get(), failure: error.code });
    }
  }

  const catchUp = async (epoch: string, progress: (done: number, total: number) => void) => {
    book.enter(epoch);
    for (const run of catchUps) await run();
    const held = book.held();
    let done = 0;
    progress(done, held.length);
    await Promise.all(held.map((id) => watch(id).then(() => progress(++done, held.length))));
  };

  const connection = createConnection({ transport, clock, catchUp, onLive: () => outbox.flush() });

  return {
    connection: connection.state,
    outbox: outbox.entries,
    async start() {
      await outbox.load();
      stopListening = transport.on<ConversationEvent>("event.appended", hear);
      connection.start();
    },
    stop() {
      stopListening();
      connection.stop();
    },
    open(id) {
      const { phase } = connection.state.get();
      const connected = phase === "live" || phase === "catching_up";
      if (book.hold(id).first && connected) watch(id).catch(() => connection.resync());
      let released = false;
      return () => {
        if (released) return;
        released = true;
        if (book.release(id)) request("conversation.unwatch", { conversationId: id }).catch(() => {});
      };
    },
    log: book.source,
    loadOlder: book.loadOlder,
    send: outbox.add,
    retry: outbox.retry,
    discard: outbox.discard,
    serverNow: connection.serverNow,
    resync: connection.resync,
    request,
    onCatchUp(run) {
      catchUps.add(run);
      return () => catchUps.delete(run);
    },
  };
}
