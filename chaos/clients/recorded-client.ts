import { randomUUID } from "node:crypto";
import {
  type Clock,
  createSyncClient,
  type LogView,
  type OutboxEntry,
  type SyncClient,
  type SyncTransport,
} from "#shared/sync/index.ts";
import type { History } from "../history.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";
import { createNodeTransport, type NodeTransportOptions } from "./node-transport.ts";

const clock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export type WrapTransport = (transport: SyncTransport) => SyncTransport;

export interface RecordedOptions extends Omit<NodeTransportOptions, "onAck"> {
  readonly name: string;
  readonly history: History;
  /** For planted defects. */
  readonly wrap?: WrapTransport;
}

/** The product's own sync client, whose sends and their fates are written into the history. */
export interface RecordedClient {
  readonly name: string;
  readonly side: "staff" | "customer";
  readonly sync: SyncClient;
  start(): Promise<void>;
  send(conversationId: string, text: string): Promise<void>;
  /** How many messages have no known fate yet. */
  pending(): number;
  view(conversationId: string): LogView;
  /** As if the program were killed and started again: only what is on disk is left. */
  crash(): Promise<void>;
  stop(): void;
}

/** Makes a client; `start()` connects it. */
export function createRecordedClient(options: RecordedOptions): RecordedClient {
  const { name, history, wrap = (transport: SyncTransport) => transport } = options;
  const outboxStore = createMemoryOutbox();
  const waiting = new Set<string>();
  let typed = 0;
  /** While the outbox is being read from disk, what is not in it yet is not yet sent. */
  let loading = true;
  let sync = make();

  /** What has left the outbox was acknowledged, or came back as news; what failed stays in it as failed. */
  function tellFates(entries: readonly OutboxEntry[]): void {
    if (loading) return;
    const left = new Map(entries.map((entry) => [entry.clientId, entry]));
    for (const clientId of [...waiting]) {
      const entry = left.get(clientId);
      if (entry && entry.state !== "failed") continue;
      waiting.delete(clientId);
      if (entry) history.add({ type: "fail", op: "send", clientId, code: entry.failure ?? "unknown" });
      else history.add({ type: "ok", op: "send", clientId });
    }
  }

  function make(): SyncClient {
    const transport = createNodeTransport({
      ...options,
      onAck: (clientId, { seq }) => history.add({ type: "info", op: "ack", clientId, seq }),
    });
    const client = createSyncClient({ transport: wrap(transport), outboxStore, clock, newId: randomUUID });
    client.outbox.subscribe((entries) => client === sync && tellFates(entries));
    return client;
  }

  async function start(): Promise<void> {
    loading = true;
    await sync.start();
    loading = false;
    tellFates(sync.outbox.get());
  }

  return {
    name,
    side: options.side,
    get sync() {
      return sync;
    },
    async send(conversationId, text) {
      const order = ++typed;
      const { clientId } = await sync.send({ conversationId, text });
      history.add({ type: "invoke", op: "send", client: name, conversationId, clientId, order, text });
      waiting.add(clientId);
    },
    pending: () => waiting.size,
    view: (conversationId) => sync.log(conversationId).get(),
    start,
    async crash() {
      sync.stop();
      sync = make();
      await start();
    },
    stop: () => sync.stop(),
  };
}
