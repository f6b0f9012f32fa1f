import type { Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import type { Medium } from "#shared/domain/media.ts";

/** A conversation as it begins or is opened again: it waits in its queue, if nobody decides otherwise. */
export interface BeginningConversation {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly customerId: string;
  readonly queueId: string;
  readonly channel: string;
  readonly medium: Medium;
  readonly language: string | null;
  /** An earlier one that the customer has opened again by writing. */
  readonly reopened: boolean;
}

/** A conversation as it ends. */
export interface EndingConversation {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly customerId: string;
  readonly queueId: string;
  readonly channel: string;
  readonly language: string | null;
  /** Who had it last. */
  readonly assigneeId: string | null;
  readonly by: Author;
}

/**
 * What other features do when a conversation begins, ends or is handed to an agent: each runs inside the transaction
 * of the event itself, in the order of the list, so that it happens with it or not at all.
 */
export interface ConversationHooks {
  readonly begins?: (tx: Work, conversation: BeginningConversation) => Promise<void>;
  readonly ends?: (tx: Work, conversation: EndingConversation) => Promise<void>;
  readonly assigned?: (
    tx: Work,
    conversation: { readonly conversationId: string; readonly userId: string },
  ) => Promise<void>;
}

/** Runs one hook of all features, one after another. */
export async function runHooks<K extends keyof ConversationHooks>(
  hooks: readonly ConversationHooks[],
  name: K,
  tx: Work,
  conversation: Parameters<NonNullable<ConversationHooks[K]>>[1],
): Promise<void> {
  for (const one of hooks) await one[name]?.(tx, conversation as never);
}
