import type pg from "pg";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";

export interface LabelsDeps {
  readonly pool: pg.Pool;
  readonly news: Pick<NewsDesk, "publish">;
  /** The record as it is after a command. */
  readonly conversationNow: (conversationId: string) => Promise<Conversation>;
}
