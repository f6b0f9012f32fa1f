import type pg from "pg";
import { OfferTrail } from "#shared/contract/offers.ts";
import type { KeptDecision } from "#shared/domain/routing/kept-decision.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can, canSeeConversation } from "#shared/permissions/can.ts";

type Queryable = Pick<pg.Pool, "query">;

interface Row {
  [column: string]: unknown;
  workspaceId: string;
  userId: string;
  assigneeId: string | null;
  queueId: string;
  conversationState: string;
  fromUserId: string | null;
  decision: KeptDecision | null;
}

const moments = ["createdAt", "expiresAt", "sentAt", "shownAt", "soundedAt", "endedAt"] as const;

async function trailRows(db: Queryable, where: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `select o.id, o.conversation_id as "conversationId", o.user_id as "userId", o.state, o.reason, o.broadcast,
       json_build_object('id', o.user_id, 'name', coalesce((select u.name from users u where u.id = o.user_id), '')) as "user",
       o.created_at as "createdAt", o.expires_at as "expiresAt", o.sent_at as "sentAt", o.shown_at as "shownAt",
       o.sounded_at as "soundedAt", o.ended_at as "endedAt", o.from_user_id as "fromUserId", o.decision,
       c.workspace_id as "workspaceId", c.assignee_id as "assigneeId", c.queue_id as "queueId", c.state as "conversationState"
     from offers o join conversations c on c.id = o.conversation_id where ${where}`,
    [...values],
  );
  return rows;
}

const toTrail = (row: Row): OfferTrail =>
  OfferTrail.parse({
    ...row,
    ...Object.fromEntries(moments.map((name) => [name, (row[name] as Date | null)?.toISOString() ?? null])),
  });

/** The last offers of a conversation, the newest first. */
export const trailsOf = async (db: Queryable, conversationId: string): Promise<OfferTrail[]> =>
  (await trailRows(db, "o.conversation_id = $1 order by o.created_at desc limit 20", [conversationId])).map(
    toTrail,
  );

/** An offer with what only its conversation's way tells. */
export interface KeptTrail {
  readonly trail: OfferTrail;
  readonly fromUserId: string | null;
  readonly decision: KeptDecision | null;
}

/** The last offers of a conversation with why they were made, the oldest first. */
export async function keptTrails(db: Queryable, conversationId: string, most: number): Promise<KeptTrail[]> {
  const rows = await trailRows(db, "o.conversation_id = $1 order by o.created_at desc, o.id limit $2", [
    conversationId,
    most,
  ]);
  return rows
    .reverse()
    .map((row) => ({ trail: toTrail(row), fromUserId: row.fromUserId, decision: row.decision }));
}

/** One offer's trail, for him at whose desk it rang and for whoever may see the conversation. */
export async function offerTrail(db: Queryable, actor: Actor, offerId: string): Promise<OfferTrail> {
  const [row] = await trailRows(db, "o.id = $1 and o.workspace_id = $2", [offerId, actor.workspaceId]);
  if (!row) return fail("offer.not_found", { offerId });
  const record = { ...row, state: row.conversationState };
  const isOwn = row.userId === actor.id && can(actor, "conversation.receive");
  return isOwn || canSeeConversation(actor, record) ? toTrail(row) : fail("offer.not_found", { offerId });
}

/** Notes, once each, that an offer of his stands on a screen or was heard. Of other people's nothing is noted. */
export async function noteSeen(
  db: Queryable,
  userId: string,
  { offerId, what }: { readonly offerId: string; readonly what: "shown" | "sounded" },
): Promise<void> {
  const column = { shown: "shown_at", sounded: "sounded_at" }[what];
  await db.query(
    `update offers set ${column} = now(), sent_at = coalesce(sent_at, now())
     where id = $1 and user_id = $2 and state = 'open' and ${column} is null`,
    [offerId, userId],
  );
}

/** Notes that offers were told to people of whom some device is connected. */
export async function noteSent(db: Queryable, offerIds: readonly string[]): Promise<void> {
  if (offerIds.length === 0) return;
  await db.query(
    `update offers o set sent_at = now() where o.id = any($1) and o.sent_at is null and o.state = 'open'
       and exists (select 1 from presence_leases l where l.user_id = o.user_id and l.until > now())`,
    [offerIds],
  );
}
