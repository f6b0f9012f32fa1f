import type pg from "pg";
import type { Logger } from "pino";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { DeskSpace } from "#server/platform/socket/index.ts";
import type { AgentStatus, Conversation, Offer } from "#shared/contract/index.ts";
import type { Actor } from "#shared/permissions/can.ts";

export interface RoutingDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: NewsDesk;
  readonly desk: DeskSpace;
  readonly epoch: () => Promise<string>;
  /** From the conversations feature: a view's list, for the snapshot. */
  readonly list: (actor: Actor, view: "mine" | "unassigned") => Promise<Conversation[]>;
}

export type { AgentStatus, Offer };
