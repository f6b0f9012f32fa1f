export type { Observable, Source } from "./observable.ts";
export { createSyncClient, type SyncClient, type SyncDeps } from "./sync-client.ts";
export * from "./types.ts";
