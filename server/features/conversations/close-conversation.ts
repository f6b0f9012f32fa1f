import { transact } from "#server/platform/news/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { checkOutcome } from "./check-outcome.ts";
import type { ConversationDeps } from "./deps.ts";
import { endConversation } from "./end-conversation.ts";
import { appendNote } from "./event-log.ts";
import { lockForCommand } from "./locked-conversation.ts";
import { conversationNow } from "./take-conversation.ts";

export interface CloseInput {
  readonly conversationId: string;
  readonly assignmentToken: number;
  /** null: it is chosen in after-contact work. */
  readonly outcome: string | null;
  readonly note: string;
}

/** Closes with an outcome; the note stays inside. The customer opens it again by writing. */
export const closeConversation =
  (deps: ConversationDeps) =>
  async (actor: Actor, input: CloseInput): Promise<Conversation> => {
    const { conversationId, outcome, note } = input;
    const author = { kind: "agent" as const, id: actor.id, name: actor.name };
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const head = await lockForCommand(tx, actor, "conversation.close", input);
        await checkOutcome(tx, { ...head, conversationId }, outcome);
        await appendNote(tx, conversationId, author, note);
        await endConversation(tx, deps.hooks, { ...head, conversationId }, { by: author, outcome });
      }),
    );
    deps.wakeRouter();
    return conversationNow(deps, conversationId);
  };
