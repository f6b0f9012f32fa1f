import type { Work } from "#server/platform/news/index.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import { appendNoted, settleDirectOffer } from "../conversations/index.ts";
import { changeStatus } from "../status/index.ts";

/** An offer that somebody did not take. */
interface Untaken {
  readonly id: string;
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly userName: string;
  /** A colleague offered it to him alone. */
  readonly direct: boolean;
  readonly broadcast: boolean;
  readonly outcome: "declined" | "expired";
  /** How long it rang. */
  readonly seconds: number;
  readonly rules: Partial<QueueRules>;
}

const untakenColumns = `o.id, o.conversation_id as "conversationId", o.workspace_id as "workspaceId", o.user_id as "userId",
  coalesce((select u.name from users u where u.id = o.user_id), '') as "userName", o.from_user_id is not null as direct,
  o.broadcast, o.state as outcome, round(extract(epoch from now() - o.created_at))::int as seconds,
  (select q.rules from conversations c join queues q on q.id = c.queue_id where c.id = o.conversation_id) as rules`;

/** At most so many in one transaction, so that nobody waits long for its locks. */
const most = 100;

/**
 * Ends what rang too long. Each conversation is locked before its offers, as accepting does; what is being accepted at
 * this moment is passed over and looked at again. True when there are perhaps more.
 */
export async function expireOffers(tx: Work): Promise<boolean> {
  const { rows } = await tx.query<Untaken>({
    name: "expire-offers",
    text: `with due as (
        select o.id from offers o join conversations c on c.id = o.conversation_id
        where o.state = 'open' and o.expires_at <= now()
        order by c.id limit ${most} for no key update of c skip locked)
      update offers o set state = 'expired', version = o.version + 1, ended_at = now()
      where o.id in (select id from due) and o.state = 'open' and o.expires_at <= now()
      returning ${untakenColumns}`,
  });
  await settle(tx, rows);
  return rows.length === most;
}

/** Ends one that its agent declined. False when it does not ring any more. The caller has locked the conversation. */
export async function declineOpen(tx: Work, offerId: string): Promise<boolean> {
  const { rows } = await tx.query<Untaken>(
    `update offers o set state = 'declined', version = version + 1, ended_at = now()
     where o.id = $1 and o.state = 'open' and o.expires_at > now() returning ${untakenColumns}`,
    [offerId],
  );
  await settle(tx, rows);
  return rows.length > 0;
}

/** What follows for the people who were asked, and for what goes on waiting. */
async function settle(tx: Work, untaken: readonly Untaken[]): Promise<void> {
  for (const offer of untaken) {
    // The conversation too: whoever could look because it rang looks no more.
    tx.note(`o:${offer.id}`, `c:${offer.conversationId}`);
    await pause(tx, offer);
    if (offer.direct) await settleDirectOffer(tx, offer.id);
  }
  const fromQueues = untaken.filter(({ direct }) => !direct);
  for (const ofOne of Map.groupBy(fromQueues, ({ conversationId }) => conversationId).values())
    await settleRound(tx, ofOne);
}

/**
 * Whoever let it ring is not there: he takes no queue work until he says so himself. When it rang at many desks at
 * once nobody in particular missed it.
 */
async function pause(tx: Work, { outcome, broadcast, userId, workspaceId, rules }: Untaken): Promise<void> {
  if (outcome !== "expired" || broadcast) return;
  const { rowCount } = await tx.query("select 1 from agent_status where user_id = $1 and status = 'ready'", [
    userId,
  ]);
  if (!rowCount) return;
  const { forcedPause } = queueRulesOf(rules);
  await changeStatus(tx, { id: userId, workspaceId }, { type: "offerMissed", forcedPause });
}

/** Says so to the staff, and counts the attempt: after so many there is a pause before the next is asked. */
async function settleRound(tx: Work, offers: readonly Untaken[]): Promise<void> {
  const [first] = offers;
  if (!first) return;
  const { conversationId } = first;
  await noteRound(tx, first);
  const { attempts, attemptDelaySeconds } = queueRulesOf(first.rules);
  // An attempt of a broadcast is over when the last of those who were asked has not taken it.
  await tx.query(
    `update conversations c set attempts = attempts + 1,
       next_attempt_at = case when $3 > 0 and (attempts + 1) % $2 = 0 then now() + make_interval(secs => $3) end
     where id = $1 and state = 'waiting'
       and not exists (select 1 from offers o where o.conversation_id = c.id and o.state = 'open')`,
    [conversationId, attempts, attemptDelaySeconds],
  );
}

/**
 * Who was asked in vain. What rang at several desks until it was over nobody in particular missed: that is one entry,
 * when it rings nowhere any more.
 */
async function noteRound(tx: Work, offer: Untaken): Promise<void> {
  const { conversationId, userId, userName, broadcast, outcome, seconds } = offer;
  const { rings, people } = broadcast ? await roundOf(tx, offer) : { rings: false, people: 1 };
  const nobody = outcome === "expired" && people > 1;
  if (nobody && rings) return;
  await appendNoted(tx, conversationId, "offer_missed", {
    who: nobody ? null : { id: userId, name: userName },
    detail: { seconds, outcome, people, ...(nobody && { why: "nobody" }), ...(rings && { why: "rings" }) },
  });
}

/** At how many desks it rang together with an offer, and whether it still rings. */
async function roundOf(tx: Work, { id }: Untaken): Promise<{ rings: boolean; people: number }> {
  const { rows } = await tx.query<{ rings: boolean; people: number }>(
    `select count(*)::int as people, bool_or(o.state = 'open') as rings
     from offers one join offers o on o.conversation_id = one.conversation_id and o.created_at = one.created_at
     where one.id = $1`,
    [id],
  );
  return rows[0] ?? { rings: false, people: 1 };
}
