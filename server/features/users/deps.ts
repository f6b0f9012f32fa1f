import type pg from "pg";
import type { Mailbox, Sessions } from "#server/features/accounts/index.ts";
import type { NewsDesk } from "#server/platform/news/index.ts";

export interface UsersDeps {
  readonly pool: pg.Pool;
  readonly news: Pick<NewsDesk, "publish">;
  readonly sessions: Pick<Sessions, "end" | "listOf" | "forget">;
  readonly mailbox: Mailbox;
  /** Something waits, or somebody is free for more: the router should look soon. */
  readonly wakeRouter: () => void;
}

/** A pool, or a transaction. */
export type Queryable = Pick<pg.Pool, "query">;
