import type { OutboxEntry, OutboxStore } from "../types.ts";

/** A disk in memory that survives its windows. */
export interface FakeStore extends OutboxStore {
  readonly rows: Map<string, OutboxEntry>;
  /** Every write is refused while this is true: the disk is full. */
  full: boolean;
}

/** Makes a disk; `pause` is awaited before every operation. */
export function createFakeStore(
  pause: (job: "all" | "put" | "remove") => Promise<void> = async () => {},
): FakeStore {
  const rows = new Map<string, OutboxEntry>();
  const store: FakeStore = {
    rows,
    full: false,
    async all() {
      await pause("all");
      return [...rows.values()];
    },
    async put(entry) {
      await pause("put");
      if (store.full) throw new Error("the disk is full");
      rows.set(entry.clientId, entry);
    },
    async remove(clientId) {
      await pause("remove");
      if (store.full) throw new Error("the disk is full");
      rows.delete(clientId);
    },
  };
  return store;
}
