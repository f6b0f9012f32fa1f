import { transact, type Work } from "#server/platform/news/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { takeSeat } from "./assign-conversation.ts";
import type { ConversationDeps } from "./deps.ts";
import { appendNoted } from "./event-log.ts";
import { lockForCommand } from "./locked-conversation.ts";
import { conversationNow } from "./take-conversation.ts";

interface Fenced {
  readonly conversationId: string;
  readonly assignmentToken: number;
}

export interface ParkInput extends Fenced {
  readonly until: string;
  readonly note: string;
}

/** Further ahead nobody would remember why. */
const mostDays = 90;

/**
 * Puts one's own conversation aside until a moment: it weighs nothing meanwhile. It is taken up again at that moment,
 * when the customer writes, or by hand. Parking it again changes the moment.
 */
export const parkConversation =
  (deps: ConversationDeps) =>
  async (actor: Actor, input: ParkInput): Promise<Conversation> => {
    const { conversationId, until } = input;
    const note = input.note.trim() || null;
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const head = await lockForCommand(tx, actor, "conversation.reply", input);
        if (head.state !== "assigned") fail("conversation.not_assigned", { conversationId });
        const { rows: calls } = await tx.query(
          "select 1 from calls where conversation_id = $1 and ended_at is null",
          [conversationId],
        );
        if (calls.length > 0) fail("call.busy", { conversationId });
        const author = { kind: "agent" as const, id: actor.id, name: actor.name };
        await appendNoted(tx, conversationId, "parked", { author, who: actor, detail: { until, note } });
        // By the database's clock: a desk whose clock is wrong parks nothing in the past.
        const { rowCount } = await tx.query(
          `update conversations set parked_until = $2, parked_note = $3, parked_seq = last_seq, version = version + 1
           where id = $1 and $2::timestamptz > now() and $2::timestamptz < now() + make_interval(days => ${mostDays})`,
          [conversationId, until, note],
        );
        if (rowCount === 0)
          fail("request.invalid", { until }, [{ field: "until", problem: `is not within ${mostDays} days` }]);
        tx.note(`c:${conversationId}`, ...(head.assigneeId ? [`s:${head.assigneeId}`] : []));
      }),
    );
    // There is room for another one now.
    deps.wakeRouter();
    return conversationNow(deps, conversationId);
  };

/** Takes one's parked conversation up again, if there is a free seat. */
export const resumeConversation =
  (deps: ConversationDeps) =>
  async (actor: Actor, input: Fenced): Promise<Conversation> => {
    const { conversationId } = input;
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        // The seat before the conversation, as everywhere.
        await takeSeat(tx, actor.id, conversationId);
        await lockForCommand(tx, actor, "conversation.reply", input);
        if (!(await takeUp(tx, conversationId, "agent"))) fail("conversation.not_parked", { conversationId });
      }),
    );
    return conversationNow(deps, conversationId);
  };

/** Ends the parking of a conversation that stays with its agent, whose seat is taken. False when it is not parked. */
export async function takeUp(
  tx: Work,
  conversationId: string,
  why: "agent" | "customer" | "reminder",
): Promise<boolean> {
  const { rows } = await tx.query<{ note: string | null; assigneeId: string }>(
    `update conversations c set parked_until = null, parked_note = null, parked_seq = null, version = version + 1
     from (select id, parked_note as note from conversations where id = $1 for no key update) before
     where c.id = before.id and c.state = 'assigned' and c.parked_until is not null returning before.note, c.assignee_id as "assigneeId"`,
    [conversationId],
  );
  if (!rows[0]) return false;
  await appendNoted(tx, conversationId, "resumed", { detail: { why, note: rows[0].note } });
  // He is at work again.
  tx.note(`c:${conversationId}`, `s:${rows[0].assigneeId}`);
  return true;
}
