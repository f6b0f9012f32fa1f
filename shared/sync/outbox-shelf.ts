import { createSource, type Observable } from "./observable.ts";
import type { OutboxEntry, OutboxStore } from "./types.ts";

/** The entries on their way out, in memory and on disk. */
export interface Shelf {
  readonly entries: Observable<readonly OutboxEntry[]>;
  find(clientId: string): OutboxEntry | undefined;
  /** The oldest queued one of a conversation. */
  next(conversationId: string): OutboxEntry | undefined;
  /** Changes what is shown; the disk needs not know. */
  show(entry: OutboxEntry): void;
  /** Shows it at once; resolves when the disk has it. */
  keep(entry: OutboxEntry): Promise<void>;
  hide(clientId: string): void;
  /** Gone at once; resolves when the disk has forgotten it. */
  remove(clientId: string): Promise<void>;
  /** Adds what the disk has and we do not; answers the highest order seen. */
  load(): Promise<number>;
}

/** Writes of one entry reach the disk in the order they were asked for: a late "put" must not bring back a removed one. */
function inOrder(store: OutboxStore) {
  const last = new Map<string, Promise<void>>();
  const write = (clientId: string, job: () => Promise<void>): Promise<void> => {
    const done = (last.get(clientId) ?? Promise.resolve()).then(job, job);
    last.set(clientId, done);
    const forget = () => {
      if (last.get(clientId) === done) last.delete(clientId);
    };
    done.then(forget, forget);
    return done;
  };
  return {
    put: (entry: OutboxEntry) => write(entry.clientId, () => store.put(entry)),
    remove: (clientId: string) => write(clientId, () => store.remove(clientId)),
    async all() {
      await Promise.allSettled([...last.values()]);
      return store.all();
    },
  };
}

/** Makes the shelf over a store. */
export function createShelf(store: OutboxStore): Shelf {
  const entries = createSource<readonly OutboxEntry[]>([]);
  const disk = inOrder(store);
  /** Removed since the disk was last read. */
  const gone = new Set<string>();

  const find = (clientId: string) => entries.get().find((entry) => entry.clientId === clientId);
  const without = (clientId: string) => entries.get().filter((entry) => entry.clientId !== clientId);
  const show = (entry: OutboxEntry) =>
    entries.set([...without(entry.clientId), entry].sort((a, b) => a.order - b.order));
  const hide = (clientId: string) => {
    if (find(clientId)) entries.set(without(clientId));
  };

  return {
    entries,
    find,
    show,
    hide,
    next: (id) =>
      entries.get().find(({ conversationId, state }) => conversationId === id && state === "queued"),
    keep(entry) {
      show(entry);
      return disk.put(entry);
    },
    remove(clientId) {
      gone.add(clientId);
      hide(clientId);
      return disk.remove(clientId);
    },
    async load() {
      gone.clear();
      const stored = await disk.all();
      for (const entry of stored) {
        if (find(entry.clientId) || gone.has(entry.clientId)) continue;
        show(entry.state === "sending" ? { ...entry, state: "queued" } : entry);
      }
      return stored.reduce((most, { order }) => Math.max(most, order), 0);
    },
  };
}
