import { appendNoted, endConversation, system } from "#server/features/conversations/index.ts";
import type { Visitor } from "#server/platform/http/request-context.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";
import { phoneOf } from "#shared/domain/phone.ts";
import { fail } from "#shared/errors/app-error.ts";
import { addMissed } from "./add-missed.ts";
import type { MissedDeps } from "./deps.ts";

export interface CallbackInput {
  readonly conversationId: string;
  readonly name?: string | undefined;
  readonly phone: string;
  readonly wantedAt?: string | undefined;
}

interface Head {
  readonly workspaceId: string;
  readonly assigneeId: string | null;
  readonly queueId: string;
  readonly customerId: string;
  readonly channel: string;
  readonly language: string | null;
  readonly state: string;
  /** His queue calls back those who have waited too long. */
  readonly queueCallsBack: boolean;
  readonly customerName: string;
}

/** Locks the customer's own conversation; anybody else's looks as if it were not there. */
async function lockOwn(tx: Work, visitor: Visitor, conversationId: string): Promise<Head> {
  const { rows } = await tx.query<Head>(
    `select c.workspace_id as "workspaceId", c.assignee_id as "assigneeId", c.queue_id as "queueId",
       c.customer_id as "customerId", c.channel, c.language, c.state, cu.name as "customerName",
       coalesce(q.rules->'whenWaitedTooLong'->>'to' = 'callback', false) as "queueCallsBack"
     from conversations c join queues q on q.id = c.queue_id join customers cu on cu.id = c.customer_id
     where c.id = $1 and c.customer_id = $2 and c.workspace_id = $3 for no key update of c`,
    [conversationId, visitor.customerId, visitor.workspaceId],
  );
  return rows[0] ?? fail("conversation.not_found", { conversationId });
}

const customerOf = (head: Head) => ({
  kind: "customer" as const,
  id: head.customerId,
  name: head.customerName,
});

/**
 * The customer wants to be called back: as his queue offers to who waits, or as he was asked when he could not be
 * answered. What was missed of him becomes the callback, so that nobody sees to him twice. Asked a second time, it is
 * the newer number and time that count.
 */
export const askCallback =
  (deps: MissedDeps) =>
  async (visitor: Visitor, input: CallbackInput): Promise<VisitorConversation> => {
    const { conversationId, wantedAt } = input;
    const phone =
      phoneOf(input.phone) ??
      fail("request.invalid", {}, [{ field: "phone", problem: "is not a phone number" }]);
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const head = await lockOwn(tx, visitor, conversationId);
        const waits = head.state === "waiting";
        if (waits && head.queueCallsBack)
          await addMissed(tx, { conversationId, kind: "missed", offersCallback: true });
        const { rows } = await tx.query<{ id: string }>(
          `update missed_items set kind = 'callback', phone = $2, wanted_at = $3, version = version + 1
            where id = (select id from missed_items
              where conversation_id = $1 and state <> 'done' and (offers_callback or kind = 'callback')
              order by kind = 'callback' desc, created_at desc limit 1) returning id`,
          [conversationId, phone, wantedAt ?? null],
        );
        if (rows.length === 0) fail("callback.not_offered", { conversationId });
        await tx.query(
          `update customers set phone = coalesce(phone, $2), name = case when verified or $3::text is null then name else $3 end,
             version = version + 1 where id = $1`,
          [head.customerId, phone, input.name?.trim() || null],
        );
        const author = customerOf(head);
        await appendNoted(tx, conversationId, "callback_asked", {
          author,
          detail: { phone, at: wantedAt ?? null },
        });
        if (waits)
          await endConversation(tx, deps.hooks(), { ...head, conversationId }, { by: author, outcome: null });
        tx.note(`c:${conversationId}`, ...rows.map(({ id }) => `m:${id}`));
      }),
    );
    return deps.seeAsVisitor(visitor, conversationId);
  };

/** The customer waits no longer. Whoever is not waiting has nothing to leave. */
export const leaveQueue =
  (deps: MissedDeps) =>
  async (visitor: Visitor, conversationId: string): Promise<VisitorConversation> => {
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const head = await lockOwn(tx, visitor, conversationId);
        if (head.state !== "waiting") return;
        await addMissed(tx, { conversationId, kind: "abandoned" });
        await endConversation(
          tx,
          deps.hooks(),
          { ...head, conversationId },
          { by: customerOf(head), outcome: null },
        );
      }),
    );
    return deps.seeAsVisitor(visitor, conversationId);
  };

/** Who left while he waited: nobody looks at the conversation any more, so nobody is rung for it. */
export async function abandon(
  tx: Work,
  deps: Pick<MissedDeps, "hooks">,
  conversationId: string,
): Promise<void> {
  const { rows } = await tx.query<Omit<Head, "queueCallsBack" | "customerName">>(
    `select workspace_id as "workspaceId", assignee_id as "assigneeId", queue_id as "queueId",
       customer_id as "customerId", channel, language, state from conversations where id = $1`,
    [conversationId],
  );
  const head = rows[0] ?? fail("conversation.not_found", { conversationId });
  await addMissed(tx, { conversationId, kind: "abandoned" });
  await endConversation(tx, deps.hooks(), { ...head, conversationId }, { by: system, outcome: null });
}
