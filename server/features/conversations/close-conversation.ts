import { transact } from "#server/platform/news/index.ts";
import type { Conversation, Outcome } from "#shared/contract/conversations.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { ConversationDeps } from "./deps.ts";
import { appendEntry, appendNote } from "./event-log.ts";
import { runHooks } from "./hooks.ts";
import { lockForCommand } from "./locked-conversation.ts";
import { conversationNow, withdrawOffers } from "./take-conversation.ts";

export interface CloseInput {
  readonly conversationId: string;
  readonly assignmentToken: number;
  readonly outcome: Outcome;
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
        await appendNote(tx, conversationId, author, note);
        await appendEntry(tx, {
          conversationId,
          author,
          visibility: "public",
          body: { kind: "closed", outcome },
        });
        await tx.query(
          `update conversations set state = 'closed', outcome = $2, closed_at = now(), waiting_since = null,
             version = version + 1, assignment_token = assignment_token + 1 where id = $1`,
          [conversationId, outcome],
        );
        await withdrawOffers(tx, conversationId);
        await runHooks(deps.hooks, "ends", tx, { ...head, conversationId, by: author });
        tx.note(`c:${conversationId}`);
      }),
    );
    deps.wakeRouter();
    return conversationNow(deps, conversationId);
  };
