import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { OutboxEntry } from "#shared/sync/index.ts";
import type { Draft } from "./draft.ts";

export interface DeskSchema extends DBSchema {
  outbox: { key: string; value: OutboxEntry };
  drafts: { key: string; value: Draft };
}
export type DeskDatabase = IDBPDatabase<DeskSchema>;

/** One database for each user of each workspace, so that people who share a machine never see each other's drafts. */
export function openDeskDatabase(workspaceId: string, userId: string): Promise<DeskDatabase> {
  return openDB<DeskSchema>(`sidetone:${workspaceId}:${userId}`, 1, {
    upgrade(db) {
      db.createObjectStore("outbox", { keyPath: "clientId" });
      db.createObjectStore("drafts", { keyPath: "conversationId" });
    },
  });
}
