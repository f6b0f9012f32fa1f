import type pg from "pg";
import type { Logger } from "pino";
import type { ConversationHooks } from "#server/features/conversations/index.ts";
import type { Visitor } from "#server/platform/http/request-context.ts";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { DeskSpace, VisitorSpace } from "#server/platform/socket/index.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";

export interface MissedDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: Pick<NewsDesk, "publish" | "register">;
  readonly desk: DeskSpace;
  readonly visitors: VisitorSpace;
  /** What other features do when a conversation ends; this feature's own are among them. */
  readonly hooks: () => readonly ConversationHooks[];
  /** The visitor's own conversation as he sees it; throws `conversation.not_found`. */
  readonly seeAsVisitor: (visitor: Visitor, conversationId: string) => Promise<VisitorConversation>;
}
