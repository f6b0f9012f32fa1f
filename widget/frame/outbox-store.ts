import type { OutboxEntry, OutboxStore } from "#shared/sync/types.ts";

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: "clientId" });
  return done(request);
}

/** Messages on their way out, on disk; in memory where the browser forbids a database. */
export async function openOutboxStore(name: string): Promise<OutboxStore> {
  try {
    const database = await openDatabase(name);
    const write = (change: (store: IDBObjectStore) => void) => {
      const transaction = database.transaction("outbox", "readwrite");
      change(transaction.objectStore("outbox"));
      return committed(transaction);
    };
    return {
      all: () =>
        done(database.transaction("outbox").objectStore("outbox").getAll() as IDBRequest<OutboxEntry[]>),
      put: (entry) => write((store) => store.put(entry)),
      remove: (clientId) => write((store) => store.delete(clientId)),
    };
  } catch {
    return memoryStore();
  }
}

function memoryStore(): OutboxStore {
  const entries = new Map<string, OutboxEntry>();
  return {
    all: async () => [...entries.values()],
    put: async (entry) => void entries.set(entry.clientId, entry),
    remove: async (clientId) => void entries.delete(clientId),
  };
}
