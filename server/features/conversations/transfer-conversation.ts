import { transact, type Work } from "#server/platform/news/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { QueueRules } from "#shared/domain/queue-rules.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { ConversationDeps } from "./deps.ts";
import { appendEntry, appendNote } from "./event-log.ts";
import { lockForCommand } from "./locked-conversation.ts";
import { conversationNow, withdrawOffers } from "./take-conversation.ts";
import { rulesOfQueue, type TransferTo, transferTarget } from "./transfer-target.ts";

export interface TransferInput {
  readonly conversationId: string;
  readonly assignmentToken: number;
  readonly to: TransferTo;
  readonly note: string;
}

interface DirectOffer {
  readonly conversationId: string;
  readonly userId: string;
  readonly note: string;
  readonly rules: QueueRules;
}

/** Puts the conversation before the colleague alone. What becomes of it when he does not take it: `bounce-back.ts`. */
async function offerTo(tx: Work, actor: Actor, offer: DirectOffer): Promise<void> {
  const { conversationId, userId, note, rules } = offer;
  const { rows } = await tx.query<{ id: string }>(
    `insert into offers (workspace_id, conversation_id, user_id, reason, note, expires_at, from_user_id, bounces_back)
     values ($1, $2, $3, 'transfer', $4, now() + make_interval(secs => $5), $6, $7) returning id`,
    [
      actor.workspaceId,
      conversationId,
      userId,
      note.trim() || null,
      rules.transferSeconds,
      actor.id,
      rules.bounceBack,
    ],
  );
  tx.note(`o:${rows[0]?.id}`);
}

/** Whoever had it, though somebody else hands it on: it does not ring at his desk again at once. */
async function personNamed(tx: Work, id: string): Promise<{ id: never; name: string }> {
  const { rows } = await tx.query<{ name: string }>("select name from users where id = $1", [id]);
  return { id: id as never, name: rows[0]?.name ?? "" };
}

/**
 * Hands a conversation to a colleague, a group or a queue. It waits by the transfer's priority of its queue; a group's
 * is asked of its people alone, another queue's of everybody in it. The note is for colleagues, never for the customer.
 */
export const transferConversation =
  (deps: ConversationDeps) =>
  async (actor: Actor, input: TransferInput): Promise<Conversation> => {
    const { conversationId, note } = input;
    const author = { kind: "agent" as const, id: actor.id, name: actor.name };
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const head = await lockForCommand(tx, actor, "conversation.transfer", input);
        const { agent, group, queue } = await transferTarget(tx, actor, input.to);
        const rules = await rulesOfQueue(tx, queue?.id ?? head.queueId);
        await appendNote(tx, conversationId, author, note);
        const from = head.assigneeId ? await personNamed(tx, head.assigneeId) : null;
        const body = {
          kind: "transferred" as const,
          from,
          toAgent: agent,
          toQueue: queue,
          ...(group && { toGroup: group }),
        };
        await appendEntry(tx, { conversationId, author, visibility: "public", body });
        await withdrawOffers(tx, conversationId);
        await tx.query(
          `update conversations set state = 'waiting', assignee_id = null, assigned_at = null, waiting_since = now(),
             queue_id = coalesce($2, queue_id),
             group_id = case when $2::uuid is not null then null else coalesce($3, group_id) end,
             priority = $4, attempts = 0, next_attempt_at = null, parked_until = null, parked_note = null, parked_seq = null,
             version = version + 1, assignment_token = assignment_token + 1
           where id = $1`,
          [conversationId, queue?.id ?? null, group?.id ?? null, rules.transferPriority],
        );
        if (agent) await offerTo(tx, actor, { conversationId, userId: agent.id, note, rules });
        tx.note(
          `c:${conversationId}`,
          ...(head.assigneeId ? [`f:${conversationId}:${head.assigneeId}`, `s:${head.assigneeId}`] : []),
        );
      }),
    );
    deps.wakeRouter();
    return conversationNow(deps, conversationId);
  };
