import type pg from "pg";
import type { Logger } from "pino";
import type { NewsDesk, Work } from "#server/platform/news/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";

export interface WrapUpDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: Pick<NewsDesk, "publish">;
  /** The record as it is after a command. */
  readonly conversationNow: (conversationId: string) => Promise<Conversation>;
  /** Somebody has ended his after-contact work: the status he has chosen for then may come. */
  readonly becameFree: (tx: Work, userId: string) => Promise<void>;
  /** Somebody may be free: the router should look soon. */
  readonly wakeRouter: () => void;
}
