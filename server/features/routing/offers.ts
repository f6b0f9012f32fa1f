import type pg from "pg";
import { transact } from "#server/platform/news/index.ts";
import { Offer } from "#shared/contract/conversations.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { assignWaiting, takeSeat, withdrawOffers } from "../conversations/index.ts";
import type { RoutingDeps } from "./deps.ts";
import { declineOpen } from "./end-offers.ts";

type Queryable = Pick<pg.Pool, "query">;

/** Offers by condition (our own SQL), as whole records. */
export async function offerRecords(
  db: Queryable,
  where: string,
  values: readonly unknown[],
): Promise<Offer[]> {
  const { rows } = await db.query(
    `select o.id, o.version, o.conversation_id as "conversationId", o.user_id as "userId", o.state, o.reason, o.broadcast,
       coalesce(o.note, (select nullif(t.summary, '') from assistant_turns t
         where t.conversation_id = c.id and t.handed_over_at is not null and c.assigned_at is null)) as note, c.medium,
       -- Empty: it rang while the server was brought up to date.
       case when nullif(o.from_user_id, '') is null then null
         else json_build_object('id', o.from_user_id, 'name', coalesce((select f.name from users f where f.id = o.from_user_id), '')) end as "from",
       o.created_at as "createdAt", o.expires_at as "expiresAt", cu.name as "customerName", q.name as "queueName",
       c.last_message_text as preview
     from offers o join conversations c on c.id = o.conversation_id
     join customers cu on cu.id = c.customer_id join queues q on q.id = c.queue_id
     where ${where}`,
    [...values],
  );
  return rows.map((row) =>
    Offer.parse({ ...row, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() }),
  );
}

/** What rings at somebody's desk now. */
export const openOffers = (pool: Queryable, userId: string): Promise<Offer[]> =>
  offerRecords(pool, "o.user_id = $1 and o.state = 'open' and o.expires_at > now() order by o.created_at", [
    userId,
  ]);

interface OwnOffer {
  readonly conversationId: string;
  /** He took it, and has it still. */
  readonly accepted: boolean;
}

async function findOwn(db: Queryable, actor: Actor, offerId: string): Promise<OwnOffer> {
  const { rows } = await db.query<OwnOffer>(
    `select o.conversation_id as "conversationId",
       o.state = 'accepted' and c.state = 'assigned' and c.assignee_id = o.user_id as accepted
     from offers o join conversations c on c.id = o.conversation_id
     where o.id = $1 and o.user_id = $2 and o.workspace_id = $3`,
    [offerId, actor.id, actor.workspaceId],
  );
  return rows[0] ?? fail("offer.not_found", { offerId });
}

/**
 * Accepts an offer: exactly one succeeds, and only with a free seat; where it rings at other desks too it is withdrawn
 * in the same commit. The locks are taken in one order everywhere: seat, conversation, offers. Answers the
 * conversation's id, also to whoever has it already and asks again because he did not hear the answer.
 */
export const acceptOffer =
  (deps: RoutingDeps) =>
  async (actor: Actor, offerId: string): Promise<string> =>
    deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const { conversationId, accepted } = await findOwn(tx, actor, offerId);
        if (accepted) return conversationId;
        const seat = await takeSeat(tx, actor.id, conversationId);
        if (!(await assignWaiting(tx, deps.hooks, conversationId, { id: actor.id, name: seat.name })))
          fail("offer.gone", { offerId });
        const { rowCount } = await tx.query(
          `update offers set state = 'accepted', version = version + 1, ended_at = now()
           where id = $1 and state = 'open' and expires_at > now()`,
          [offerId],
        );
        if (rowCount === 0) fail("offer.gone", { offerId });
        tx.note(`o:${offerId}`);
        await withdrawOffers(tx, conversationId);
        return conversationId;
      }),
    );

/** Declines an offer; the conversation goes to somebody else. */
export const declineOffer =
  (deps: RoutingDeps) =>
  async (actor: Actor, offerId: string): Promise<Offer> => {
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const { conversationId } = await findOwn(tx, actor, offerId);
        // The conversation before the offer, as accepting does, or two devices of his could wait for one another.
        await tx.query("select 1 from conversations where id = $1 for no key update", [conversationId]);
        if (!(await declineOpen(tx, offerId))) fail("offer.gone", { offerId });
      }),
    );
    const [offer] = await offerRecords(deps.pool, "o.id = $1", [offerId]);
    return offer ?? fail("offer.not_found", { offerId });
  };
