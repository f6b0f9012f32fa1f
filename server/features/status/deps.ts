import type pg from "pg";
import type { Logger } from "pino";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { DeskSpace } from "#server/platform/socket/index.ts";

export interface StatusDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: NewsDesk;
  readonly desk: DeskSpace;
  /** Somebody's status matters to whoever is offered something. */
  readonly wakeRouter: () => void;
}

/** What changing a status needs. */
export type StatusStore = Pick<StatusDeps, "pool" | "news">;

export interface StatusUser {
  readonly id: string;
  readonly workspaceId: string;
}
