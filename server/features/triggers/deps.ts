import type pg from "pg";
import type { Logger } from "pino";
import type { ConversationHooks } from "#server/features/conversations/index.ts";
import type { NewsDesk, Work } from "#server/platform/news/index.ts";

export interface TriggerDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: Pick<NewsDesk, "publish">;
  /** What other features do when a conversation ends. */
  readonly hooks: () => readonly ConversationHooks[];
  /** Pauses an agent who was silent, so that what he let lie is not given back to him. */
  readonly pauseSilent: (
    tx: Work,
    agent: { readonly id: string; readonly workspaceId: string },
  ) => Promise<void>;
  /** Something waits again: the router should look soon. */
  readonly wakeRouter: () => void;
}
