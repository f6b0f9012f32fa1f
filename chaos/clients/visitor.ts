import type { LogView } from "#shared/sync/index.ts";
import { createRecordedClient, type RecordedClient, type RecordedOptions } from "./recorded-client.ts";

/** One of the pages on which a customer has his conversation open. */
export interface VisitorClient {
  readonly client: RecordedClient;
  readonly conversationId: string;
  start(): Promise<void>;
  /** Killed and started again: the outbox is on disk, everything else is fetched anew. */
  crash(): Promise<void>;
  log(): LogView;
}

/** A headless widget with its one conversation open. */
export function createVisitor(
  options: Omit<RecordedOptions, "side"> & { readonly conversationId: string },
): VisitorClient {
  const { conversationId } = options;
  const client = createRecordedClient({ ...options, side: "customer" });
  return {
    client,
    conversationId,
    start() {
      client.sync.open(conversationId);
      return client.start();
    },
    async crash() {
      await client.crash();
      client.sync.open(conversationId);
    },
    log: () => client.view(conversationId),
  };
}
