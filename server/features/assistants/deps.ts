import type pg from "pg";
import type { Logger } from "pino";
import type { ConversationHooks } from "#server/features/conversations/index.ts";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { AskWebhook } from "./ask-webhook.ts";

/** An assistant thinks, or does not any more. */
export interface AssistantTyping {
  readonly conversationId: string;
  readonly customerId: string;
  readonly assistant: { readonly id: string; readonly name: string };
  readonly on: boolean;
}

export interface AssistantDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: NewsDesk;
  /** Keeps the webhooks' secrets unreadable in the database. */
  readonly seal: { close(text: string, about: string): string; open(sealed: string, about: string): string };
  readonly askWebhook: AskWebhook;
  /** What other features do when a conversation ends. */
  readonly hooks: readonly ConversationHooks[];
  /** Something waits for people. */
  readonly wakeRouter: () => void;
  /** Tells the customer, and whoever looks on, that somebody writes; lapses by itself. */
  readonly showTyping: (typing: AssistantTyping) => void;
  /** Throws `conversation.not_found` when it is not his to see. */
  readonly seeConversation: (actor: Actor, conversationId: string) => Promise<unknown>;
}
