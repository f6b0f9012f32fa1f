import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { createConnection, isConnected } from "./connection.ts";
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
import { createWatching } from "./watching.ts";

const commandMs = 8_000;

export interface SyncDeps {
  readonly transport: SyncTransport;
  readonly outboxStore: OutboxStore;
  readonly clock: Clock;
  /** A new UUID. */
  readonly newId: () => string;
  /** For the jitter of repeated attempts. */
  readonly random?: () => number;
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

/** Puts connection, logs and outbox together. Register first, then fetch, then apply: nothing falls between. */
export function createSyncClient({ transport, outboxStore, clock, newId, random }: SyncDeps): SyncClient {
  const jitter = random ? { random } : {};
  const catchUps = new Set<() => Promise<void>>();
  let stopListening = () => {};
  /** Changes at every start and stop, so that a start that is overtaken does nothing. */
  let run = 0;

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
    watching.heard(event.conversationId);
  };

  const outbox = createOutbox({
    store: outboxStore,
    clock,
    newId,
    ...jitter,
    send: ({ conversationId, clientId, kind, text, fileIds }) =>
      request<ConversationEvent>("message.send", { conversationId, clientId, kind, text, fileIds }),
    onSent: hear,
  });

  const book = createLogBook({
    transport,
    clock,
    onEvents: outbox.settle,
    onStuck: (id, error) => watching.stuck(id, error),
  });
  const watching = createWatching({ book, request, falter: () => connection.falter() });

  const catchUp = async (epoch: string, progress: (done: number, total: number) => void) => {
    book.enter(epoch);
    for (const each of catchUps) await each();
    const held = book.held();
    let done = 0;
    progress(done, held.length);
    await Promise.all(held.map((id) => watching.watch(id).then(() => progress(++done, held.length))));
  };

  const connection = createConnection({ transport, clock, catchUp, ...jitter });
  let sending = false;
  const sendWhenConnected = (state: ConnectionState) => {
    if (isConnected(state) === sending) return;
    sending = !sending;
    if (sending) outbox.flush();
    else outbox.pause();
  };
  connection.state.subscribe(sendWhenConnected);

  return {
    connection: connection.state,
    outbox: outbox.entries,
    async start() {
      const mine = ++run;
      try {
        await outbox.load();
      } finally {
        // Also when the disk cannot be read: better a desk without yesterday's outbox than no desk.
        if (mine === run) {
          stopListening();
          stopListening = transport.on<ConversationEvent>("event.appended", hear);
          connection.start();
        }
      }
    },
    stop() {
      run++;
      stopListening();
      stopListening = () => {};
      connection.stop();
      sending = false;
      outbox.pause();
    },
    open(id) {
      const { first } = book.hold(id);
      const isMissing = first || book.source(id).get().failure !== null;
      if (isMissing && isConnected(connection.state.get())) watching.watchOrFalter(id);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        if (book.release(id)) watching.unwatch(id);
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
    onCatchUp(each) {
      catchUps.add(each);
      return () => catchUps.delete(each);
    },
  };
}
