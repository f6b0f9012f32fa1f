import type { OutboxStore } from "#shared/sync/index.ts";
import type { DeskDatabase } from "./database.ts";

/** The outbox in IndexedDB. `strict` durability: the promise resolves when the disk has it, not the cache. */
export function createIdbOutbox(db: DeskDatabase): OutboxStore {
  const begin = () => db.transaction("outbox", "readwrite", { durability: "strict" });
  return {
    async all() {
      const entries = await db.getAll("outbox");
      return entries.sort((a, b) => a.order - b.order);
    },
    async put(entry) {
      const { store, done } = begin();
      await Promise.all([store.put(entry), done]);
    },
    async remove(clientId) {
      const { store, done } = begin();
      await Promise.all([store.delete(clientId), done]);
    },
  };
}
