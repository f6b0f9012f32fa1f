import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { createSource, type Observable } from "./observable.ts";
import { type Clock, CommandRefused, type OutboxEntry, type OutboxStore, TransportFailure } from "./types.ts";

/** Refusals that pass by themselves: the entry stays queued and goes again. */
const passing = new Set([
  "server.busy",
  "request.rate_limited",
  "session.required",
  "session.ended",
  "internal",
]);

const retryMs = { first: 400, most: 5_000 };

export interface OutboxDeps {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Sends one entry; resolves with its place in the log, rejects with `CommandRefused` or `TransportFailure`. */
  readonly send: (entry: OutboxEntry) => Promise<ConversationEvent>;
  /** Told after an entry is safely in the log. */
  readonly onSent: (event: ConversationEvent) => void;
}

export interface NewMessage {
  readonly conversationId: string;
  readonly text: string;
  readonly kind?: "message" | "note";
  readonly fileIds?: readonly string[];
}

export interface Outbox {
  readonly entries: Observable<readonly OutboxEntry[]>;
  /** Reads what lies on disk from earlier runs. */
  load(): Promise<void>;
  /** Resolves when the message is safely on disk; sending goes on by itself. */
  add(message: NewMessage): Promise<OutboxEntry>;
  retry(clientId: string): Promise<void>;
  discard(clientId: string): Promise<void>;
  /** Starts sending what is queued; called when the connection is live. */
  flush(): void;
  /** Seen in the log: it was sent, whatever became of the acknowledgement. */
  settle(events: readonly ConversationEvent[]): void;
}

/**
 * Keeps messages until the server has acknowledged them. One at a time for each conversation, in typed order,
 * always under the same client id, so that a repetition is recognised. Nothing leaves without a trace: an entry
 * is in the log, or queued, or failed with a reason.
 */
export function createOutbox({ store, clock, newId, send, onSent }: OutboxDeps): Outbox {
  const entries = createSource<readonly OutboxEntry[]>([]);
  const busy = new Set<string>();
  const misses = new Map<string, number>();
  let lastOrder = 0;

  const find = (clientId: string) => entries.get().find((entry) => entry.clientId === clientId);
  const put = (entry: OutboxEntry) =>
    entries.set(
      [...entries.get().filter(({ clientId }) => clientId !== entry.clientId), entry].sort(
        (a, b) => a.order - b.order,
      ),
    );
  const drop = async (clientId: string) => {
    entries.set(entries.get().filter((entry) => entry.clientId !== clientId));
    await store.remove(clientId);
  };
  const change = async (entry: OutboxEntry) => {
    put(entry);
    await store.put(entry);
  };

  /** Sends the oldest queued entry. True: go on with the next one at once. */
  async function sendNext(conversationId: string): Promise<boolean> {
    const entry = entries
      .get()
      .find((each) => each.conversationId === conversationId && each.state === "queued");
    if (!entry) return false;
    put({ ...entry, state: "sending" });
    try {
      const event = await send(entry);
      misses.delete(conversationId);
      onSent(event);
      await drop(entry.clientId);
      return true;
    } catch (error) {
      if (!find(entry.clientId)) return true;
      if (error instanceof CommandRefused && !passing.has(error.code)) {
        await change({ ...entry, state: "failed", failure: error.code });
        return true;
      }
      put({ ...entry, state: "queued" });
      if (!(error instanceof TransportFailure || error instanceof CommandRefused)) throw error;
      retryLater(conversationId);
      return false;
    }
  }

  function retryLater(conversationId: string): void {
    const count = (misses.get(conversationId) ?? 0) + 1;
    misses.set(conversationId, count);
    const most = Math.min(retryMs.most, retryMs.first * 2 ** (count - 1));
    clock.after(most * (0.5 + Math.random() / 2), () => void work(conversationId));
  }

  async function work(conversationId: string): Promise<void> {
    if (busy.has(conversationId)) return;
    busy.add(conversationId);
    try {
      while (await sendNext(conversationId));
    } finally {
      busy.delete(conversationId);
    }
  }

  const flush = () => {
    for (const id of new Set(entries.get().map(({ conversationId }) => conversationId))) void work(id);
  };

  return {
    entries,
    flush,
    async load() {
      const stored = (await store.all()).map((entry) =>
        entry.state === "sending" ? { ...entry, state: "queued" as const } : entry,
      );
      for (const entry of stored) if (!find(entry.clientId)) put(entry);
      lastOrder = Math.max(lastOrder, ...stored.map(({ order }) => order));
    },
    async add({ conversationId, text, kind = "message", fileIds = [] }) {
      lastOrder = Math.max(lastOrder + 1, clock.now());
      const entry: OutboxEntry = {
        clientId: newId(),
        conversationId,
        kind,
        text,
        fileIds,
        createdAt: clock.now(),
        order: lastOrder,
        state: "queued",
        failure: null,
      };
      await change(entry);
      void work(conversationId);
      return entry;
    },
    async retry(clientId) {
      const entry = find(clientId);
      if (entry?.state !== "failed") return;
      lastOrder = Math.max(lastOrder + 1, clock.now());
      await change({ ...entry, state: "queued", failure: null, order: lastOrder });
      void work(entry.conversationId);
    },
    discard: drop,
    settle(events) {
      for (const { clientId } of events) if (clientId && find(clientId)) void drop(clientId);
    },
  };
}
