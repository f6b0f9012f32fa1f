import type { OutboxEntry, OutboxStore } from "#shared/sync/index.ts";

/** An outbox whose "disk" is a map. It outlives the client that writes to it, as a disk outlives a crash. */
export function createMemoryOutbox(): OutboxStore {
  const kept = new Map<string, OutboxEntry>();
  return {
    all: async () => [...kept.values()].sort((left, right) => left.order - right.order),
    put: async (entry) => void kept.set(entry.clientId, entry),
    remove: async (clientId) => void kept.delete(clientId),
  };
}
