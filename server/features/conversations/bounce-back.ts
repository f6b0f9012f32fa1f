import type { Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import { appendNoted } from "./event-log.ts";

interface EndedOffer {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly userId: string;
  readonly userName: string;
  readonly fromUserId: string | null;
  readonly bouncesBack: boolean;
  readonly outcome: "declined" | "expired" | "withdrawn";
  readonly queueName: string;
  readonly rules: Partial<QueueRules> | null;
}

/**
 * What becomes of a conversation that was offered to somebody alone and that he declined or let lapse: it goes back to
 * who handed it over, once, if its queue says so and he is there; else it waits in its queue. Runs in the transaction
 * that ended the offer, whoever did that; an offer of a queue, or of a conversation that somebody has by now, is left.
 */
export async function settleDirectOffer(tx: Work, offerId: string): Promise<void> {
  const offer = await endedOffer(tx, offerId);
  if (!offer) return;
  const { conversationId, userId, userName, outcome } = offer;
  const back = offer.bouncesBack ? await whoIsThere(tx, offer.fromUserId, userId) : undefined;
  await appendNoted(tx, conversationId, "bounced_back", {
    who: { id: userId, name: userName },
    detail: { outcome, to: back ? "agent" : "queue", name: back?.name ?? offer.queueName },
  });
  if (back) await offerBack(tx, offer, back.id);
  else {
    // Nobody's in particular again: the queue's own rounds begin anew.
    await tx.query(
      `update conversations set attempts = 0, next_attempt_at = null, version = version + 1 where id = $1`,
      [conversationId],
    );
  }
  tx.note(`c:${conversationId}`);
}

/** The offer, when it was a direct one and nobody has the conversation. Locks the conversation, as accepting does. */
async function endedOffer(tx: Work, offerId: string): Promise<EndedOffer | undefined> {
  const locked = await tx.query(
    `select 1 from conversations c where c.state = 'waiting'
       and c.id = (select o.conversation_id from offers o
         where o.id = $1 and o.state in ('declined', 'expired', 'withdrawn') and o.from_user_id is not null)
     for no key update of c`,
    [offerId],
  );
  if (locked.rowCount === 0) return undefined;
  // A statement of its own: one with the lock would see what was there before it had to wait.
  const { rows } = await tx.query<EndedOffer>(
    `select o.workspace_id as "workspaceId", o.conversation_id as "conversationId", o.user_id as "userId",
       coalesce(u.name, '') as "userName", o.from_user_id as "fromUserId", o.bounces_back as "bouncesBack",
       o.state as outcome, q.name as "queueName", q.rules
     from offers o join conversations c on c.id = o.conversation_id join queues q on q.id = c.queue_id
     left join users u on u.id = o.user_id
     where o.id = $1 and c.state = 'waiting'
       and not exists (select 1 from offers other where other.conversation_id = c.id and other.state = 'open')`,
    [offerId],
  );
  return rows[0];
}

/** Who handed it over, if he is at his desk, may have conversations and has not asked to be left alone. */
async function whoIsThere(
  tx: Work,
  fromUserId: string | null,
  userId: string,
): Promise<{ id: string; name: string } | undefined> {
  if (!fromUserId || fromUserId === userId) return undefined;
  const { rows } = await tx.query<{ id: string; name: string }>(
    `select u.id, u.name from users u join agent_status s on s.user_id = u.id
     where u.id = $1 and u.blocked_at is null and s.status in ('online', 'ready')
       and ${hasPermissionSql("conversation.receive", "u")}
       and exists (select 1 from presence_leases l where l.user_id = u.id and l.until > now())`,
    [fromUserId],
  );
  return rows[0];
}

/** `from` is the colleague who did not take it; it bounces no second time. */
async function offerBack(tx: Work, offer: EndedOffer, userId: string): Promise<void> {
  const { transferSeconds } = queueRulesOf(offer.rules);
  const { rows } = await tx.query<{ id: string }>(
    `insert into offers (workspace_id, conversation_id, user_id, reason, from_user_id, bounces_back, expires_at)
     values ($1, $2, $3, 'bounce_back', $4, false, now() + make_interval(secs => $5)) returning id`,
    [offer.workspaceId, offer.conversationId, userId, offer.userId, transferSeconds],
  );
  tx.note(`o:${rows[0]?.id}`);
}
