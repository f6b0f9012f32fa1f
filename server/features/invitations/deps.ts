import type pg from "pg";
import type { AccountsFeature, Mailbox } from "#server/features/accounts/index.ts";

export interface InvitationsDeps {
  readonly pool: pg.Pool;
  readonly publicUrl: string;
  readonly mailbox: Mailbox;
  readonly createUser: AccountsFeature["createUser"];
}

/** A pool, or a transaction. */
export type Queryable = Pick<pg.Pool, "query">;
