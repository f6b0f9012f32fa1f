import type pg from "pg";
import type { Logger } from "pino";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { DeskSpace } from "#server/platform/socket/index.ts";
import type { AgentStatus, Conversation } from "#shared/contract/index.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { ConversationHooks } from "../conversations/index.ts";

export interface RoutingDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: NewsDesk;
  readonly desk: DeskSpace;
  readonly epoch: () => Promise<string>;
  /** What other features do when a conversation is assigned or ends. */
  readonly hooks: readonly ConversationHooks[];
  /** A conversation for whoever may see it; throws `conversation.not_found`. */
  readonly see: (actor: Actor, conversationId: string) => Promise<{ readonly conversation: Conversation }>;
  /** From the status feature, for the snapshot. */
  readonly statusOf: (userId: string) => Promise<AgentStatus>;
  /** From the conversations feature: a view's list, for the snapshot. */
  readonly list: (actor: Actor, view: "mine" | "unassigned") => Promise<Conversation[]>;
}
