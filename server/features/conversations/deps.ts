import type pg from "pg";
import type { Logger } from "pino";
import type { MessageStore } from "#server/platform/message-store/message-store.ts";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import type { Fanout } from "./fanout.ts";
import type { ConversationHooks } from "./hooks.ts";

/** Who uploaded a file: nobody else may send it. */
export interface Uploader {
  readonly kind: "user" | "visitor";
  readonly id: string;
}

export interface ConversationDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: NewsDesk;
  readonly store: Pick<MessageStore, "submit">;
  readonly fanout: Fanout;
  readonly epoch: () => Promise<string>;
  /** The files that this uploader put into this conversation; throws `file.not_found` when one is missing. */
  readonly filesFor: (
    ids: readonly string[],
    conversationId: string,
    uploader: Uploader,
  ) => Promise<StoredFile[]>;
  /** What other features do when a conversation begins or ends. */
  readonly hooks: readonly ConversationHooks[];
  /** Something waits: the router should look soon. */
  readonly wakeRouter: () => void;
  /** A customer wrote where no agent is: perhaps an assistant has to answer. */
  readonly wakeAssistants: () => void;
}
