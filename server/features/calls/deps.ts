import type pg from "pg";
import type { Logger } from "pino";
import type { Visitor } from "#server/platform/http/request-context.ts";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { DeskSpace, VisitorSpace } from "#server/platform/socket/index.ts";
import type { ConversationHooks, StartInput } from "../conversations/index.ts";
import type { CallMedia } from "./call-media.ts";

export interface CallDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: NewsDesk;
  readonly desk: DeskSpace;
  readonly visitors: VisitorSpace;
  readonly hooks: readonly ConversationHooks[];
  readonly wakeRouter: () => void;
  /** Begins a conversation of this medium; `then` runs in its transaction. */
  readonly startConversation: StartConversation;
  readonly media: CallMedia;
}

export type StartConversation = (
  visitor: Visitor,
  input: StartInput,
  then: (tx: import("#server/platform/news/index.ts").Work, conversationId: string) => Promise<void>,
) => Promise<string>;
