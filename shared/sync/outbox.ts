import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { Observable } from "./observable.ts";
import { createShelf } from "./outbox-shelf.ts";
import { isPassing } from "./passing.ts";
import { type Clock, CommandRefused, type OutboxEntry, type OutboxStore } from "./types.ts";

const retryMs = { first: 400, most: 5_000 };

export interface OutboxDeps {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly random?: () => number;
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
  readonly fileNames?: readonly string[];
}

export interface Outbox {
  readonly entries: Observable<readonly OutboxEntry[]>;
  /** Reads what lies on disk from earlier runs and from other windows. */
  load(): Promise<void>;
  /** Resolves when the message is safely on disk; sending goes on by itself. */
  add(message: NewMessage): Promise<OutboxEntry>;
  retry(clientId: string): Promise<void>;
  discard(clientId: string): Promise<void>;
  /** Starts sending what is queued, and goes on with what is added; called when there is a connection. */
  flush(): void;
  /** Sends nothing until the next flush, and keeps no timers. */
  pause(): void;
  /** Seen in the log: it was sent, whatever became of the acknowledgement. */
  settle(events: readonly ConversationEvent[]): void;
}

/** The disk's failure to forget is harmless: what is sent again is recognised by its client id. */
const whatever = () => {};

/** Timers of second and later attempts, one for each conversation at most. */
function createRetries({ clock, random = Math.random }: Pick<OutboxDeps, "clock" | "random">) {
  const misses = new Map<string, number>();
  const timers = new Map<string, () => void>();
  const cancel = (id: string) => {
    timers.get(id)?.();
    timers.delete(id);
  };
  return {
    later(id: string, run: () => void) {
      const count = (misses.get(id) ?? 0) + 1;
      misses.set(id, count);
      const most = Math.min(retryMs.most, retryMs.first * 2 ** (count - 1));
      cancel(id);
      timers.set(
        id,
        clock.after(most * (0.5 + random() / 2), () => {
          timers.delete(id);
          run();
        }),
      );
    },
    succeeded: (id: string) => void misses.delete(id),
    reset() {
      for (const id of [...timers.keys()]) cancel(id);
      misses.clear();
    },
  };
}

/**
 * Keeps messages until the server has acknowledged them. One at a time for each conversation, in typed order,
 * always under the same client id, so that a repetition is recognised. Nothing leaves without a trace: an entry
 * is in the log, or queued, or failed with a reason. Several windows may share a store: what two of them send is
 * one entry for the server.
 */
export function createOutbox({ store, clock, newId, random, send, onSent }: OutboxDeps): Outbox {
  const shelf = createShelf(store);
  const retries = createRetries({ clock, ...(random ? { random } : {}) });
  const busy = new Set<string>();
  /** Not on disk yet: neither they nor what was typed after them is sent. */
  const unsaved = new Set<string>();
  let open = false;
  let lastOrder = 0;
  let loading: Promise<void> = Promise.resolve();

  const nextOrder = () => {
    lastOrder = Math.max(lastOrder + 1, clock.now());
    return lastOrder;
  };

  /** What becomes of an entry that was not acknowledged. True: go on with the next one at once. */
  function missed(entry: OutboxEntry, error: unknown): boolean {
    if (!shelf.find(entry.clientId)) return true;
    if (error instanceof CommandRefused && !isPassing(error.code)) {
      shelf.keep({ ...entry, state: "failed", failure: error.code }).catch(whatever);
      return true;
    }
    // No answer, a refusal that passes, or a bug of ours: it is kept and goes again.
    shelf.show({ ...entry, state: "queued" });
    if (open) retries.later(entry.conversationId, () => void work(entry.conversationId));
    return false;
  }

  /** Sends the oldest queued entry. True: go on with the next one at once. */
  async function sendNext(conversationId: string): Promise<boolean> {
    const entry = shelf.next(conversationId);
    if (!entry || !open || unsaved.has(entry.clientId)) return false;
    shelf.show({ ...entry, state: "sending" });
    let event: ConversationEvent;
    try {
      event = await send(entry);
    } catch (error) {
      return missed(entry, error);
    }
    retries.succeeded(conversationId);
    shelf.remove(entry.clientId).catch(whatever);
    onSent(event);
    return true;
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

  const workAll = () => {
    for (const id of new Set(shelf.entries.get().map(({ conversationId }) => conversationId))) void work(id);
  };

  const load = (): Promise<void> => {
    loading = shelf.load().then((order) => {
      lastOrder = Math.max(lastOrder, order);
    });
    return loading;
  };

  return {
    entries: shelf.entries,
    load,
    flush() {
      open = true;
      retries.reset();
      workAll();
      // Another window may have left something behind.
      load().then(workAll, whatever);
    },
    pause() {
      open = false;
      retries.reset();
    },
    async add({ conversationId, text, kind = "message", fileIds = [], fileNames }) {
      // Its order must come after everything on disk, also when the clock was put back.
      await loading.catch(whatever);
      const entry: OutboxEntry = {
        clientId: newId(),
        conversationId,
        kind,
        text,
        fileIds,
        ...(fileNames && { fileNames }),
        createdAt: clock.now(),
        order: nextOrder(),
        state: "queued",
        failure: null,
      };
      unsaved.add(entry.clientId);
      try {
        await shelf.keep(entry);
      } catch (error) {
        // Not kept, so not promised: the composer still has the text.
        shelf.hide(entry.clientId);
        throw error;
      } finally {
        unsaved.delete(entry.clientId);
        void work(conversationId);
      }
      return entry;
    },
    async retry(clientId) {
      const entry = shelf.find(clientId);
      if (entry?.state !== "failed") return;
      const kept = shelf.keep({ ...entry, state: "queued", failure: null, order: nextOrder() });
      void work(entry.conversationId);
      await kept;
    },
    discard: (clientId) => shelf.remove(clientId),
    settle(events) {
      for (const { clientId } of events)
        if (clientId && shelf.find(clientId)) shelf.remove(clientId).catch(whatever);
    },
  };
}
