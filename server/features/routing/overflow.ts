import type { Work } from "#server/platform/news/index.ts";
import { isOpenAt } from "#shared/domain/opening-hours.ts";
import { type Overflow, type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import {
  appendNoted,
  type ConversationHooks,
  type EndingHead,
  endConversation,
  system,
} from "../conversations/index.ts";
import { sayAutomatic } from "../messages/index.ts";
import { addMissed } from "../missed/index.ts";

/** Why somebody leaves his queue. */
type Why = "closed" | "waited" | "full";

interface QueueNow {
  readonly id: string;
  readonly name: string;
  readonly rules: QueueRules;
  readonly open: boolean;
}

interface Leaving extends EndingHead {
  readonly overflowedFrom: readonly string[];
}

/** At most so many of a queue and reason in one transaction: the next look takes the rest. */
const most = 100;

/** Queues in which somebody waits and that do not simply let him. */
async function queuesThatOverflow(tx: Work): Promise<QueueNow[]> {
  const { rows } = await tx.query<{ id: string; name: string; rules: Partial<QueueRules>; at: Date }>({
    name: "overflowing-queues",
    text: `select q.id, q.name, q.rules, now() as at from queues q
      where q.rules ?| array['whenClosed', 'whenWaitedTooLong', 'whenFull']
        and exists (select 1 from conversations c where c.queue_id = q.id and c.state = 'waiting')
      order by q.id`,
  });
  return rows.map(({ id, name, rules: stored, at }) => {
    const rules = queueRulesOf(stored);
    return { id, name, rules, open: isOpenAt(rules.hours, at) };
  });
}

/** Since when somebody stands in this queue: who has come from another one has been waiting for longer. */
const enteredSql = `case when cardinality(c.overflowed_from) = 0 then c.waiting_since else coalesce(
  (select max(e.at) from conversation_events e where e.conversation_id = c.id and e.body->>'what' = 'overflowed'
     and e.at >= c.waiting_since), c.waiting_since) end`;

const leavingSql = (condition: string, order: string) => `
  select c.id as "conversationId", c.workspace_id as "workspaceId", c.assignee_id as "assigneeId", c.queue_id as "queueId",
    c.customer_id as "customerId", c.channel, c.language, c.overflowed_from as "overflowedFrom"
  from conversations c where c.queue_id = $1 and c.state = 'waiting'
    and not exists (select 1 from offers o where o.conversation_id = c.id and o.state = 'open') ${condition}
  order by ${order} limit ${most} for no key update of c skip locked`;

/** Who has to go, and where; nobody while the rules let him stay. What rings at this moment is left alone. */
async function leavers(
  tx: Work,
  { id, rules, open }: QueueNow,
): Promise<readonly { readonly why: Why; readonly way: Overflow; readonly who: readonly Leaving[] }[]> {
  const ask = async (condition: string, order: string, values: readonly unknown[] = []) =>
    (await tx.query<Leaving>(leavingSql(condition, order), [id, ...values])).rows;
  if (!open) {
    if (rules.whenClosed.to === "stay") return [];
    return [{ why: "closed", way: rules.whenClosed, who: await ask("", "c.waiting_since") }];
  }
  const found: { why: Why; way: Overflow; who: Leaving[] }[] = [];
  if (rules.maxWaitSeconds !== null && rules.whenWaitedTooLong.to !== "stay") {
    const condition = `and ${enteredSql} <= now() - make_interval(secs => $2)`;
    const who = await ask(condition, "c.waiting_since", [rules.maxWaitSeconds]);
    found.push({ why: "waited", way: rules.whenWaitedTooLong, who });
  }
  if (rules.maxLength !== null && rules.whenFull.to !== "stay") {
    // The last to come are those for whom there is no place; whoever could ring somewhere has had a moment to.
    // Those behind the last place are found in one walk along the line, not by counting for each who stands before him.
    const condition = `and c.waiting_since < now() - interval '1 second' and c.id in (
      select b.id from conversations b where b.queue_id = $1 and b.state = 'waiting'
      order by b.waiting_since, b.id offset $2)`;
    found.push({
      why: "full",
      way: rules.whenFull,
      who: await ask(condition, "c.waiting_since desc", [rules.maxLength]),
    });
  }
  return found;
}

/** He waits on in another queue, which he has not come from; there he keeps the time that he has waited. */
async function moveOn(tx: Work, one: Leaving, from: QueueNow, to: string, why: Why): Promise<boolean> {
  if (to === from.id || one.overflowedFrom.includes(to)) return false;
  const { rows } = await tx.query<{ name: string; rules: Partial<QueueRules> }>(
    "select name, rules from queues where id = $1 and workspace_id = $2 and archived_at is null",
    [to, one.workspaceId],
  );
  const [target] = rows;
  if (!target) return false;
  await appendNoted(tx, one.conversationId, "overflowed", {
    detail: { queue: from.name, why, to: "queue", name: target.name },
  });
  await tx.query(
    `update conversations set queue_id = $2, overflowed_from = array_append(overflowed_from, queue_id),
       priority = greatest(priority, $3), group_id = null, attempts = 0, next_attempt_at = null, version = version + 1
     where id = $1`,
    [one.conversationId, to, queueRulesOf(target.rules).priority],
  );
  tx.note(`c:${one.conversationId}`);
  return true;
}

/** He is told that he will be answered later, and is not forgotten: he is a missed item from here on. */
async function putOff(
  tx: Work,
  hooks: readonly ConversationHooks[],
  one: Leaving,
  from: QueueNow,
  why: Why,
  to: "message" | "callback",
): Promise<void> {
  await appendNoted(tx, one.conversationId, "overflowed", {
    detail: { queue: from.name, why, to, name: "" },
  });
  await sayAutomatic(tx, "away", one);
  await addMissed(tx, {
    conversationId: one.conversationId,
    kind: "missed",
    offersCallback: to === "callback",
  });
  await endConversation(tx, hooks, one, { by: system, outcome: null });
}

/** Sends one of them on by the rules. False when he stays: there is nowhere to go that he has not come from. */
async function sendOn(
  tx: Work,
  hooks: readonly ConversationHooks[],
  from: QueueNow,
  one: Leaving,
  { why, way }: { readonly why: Why; readonly way: Overflow },
): Promise<boolean> {
  if (way.to === "stay") return false;
  if (way.to === "queue") return moveOn(tx, one, from, way.queueId, why);
  await putOff(tx, hooks, one, from, why, way.to);
  return true;
}

/** Sends on those for whom their queue is closed or full, or who have waited too long in it, by its rules. */
export async function overflow(tx: Work, hooks: readonly ConversationHooks[]): Promise<void> {
  for (const queue of await queuesThatOverflow(tx)) {
    // Of two reasons for one conversation the first decides; after it he stands here no more.
    const gone = new Set<string>();
    for (const { who, ...reason } of await leavers(tx, queue)) {
      for (const one of who) {
        if (gone.has(one.conversationId)) continue;
        if (await sendOn(tx, hooks, queue, one, reason)) gone.add(one.conversationId);
      }
    }
  }
}

/**
 * Sends one on that waits, as his queue says for those who have waited too long in it; false when its rule lets him stay
 * or leads nowhere. The caller holds the lock of the conversation's row.
 */
export async function overflowOne(
  tx: Work,
  hooks: readonly ConversationHooks[],
  conversationId: string,
): Promise<boolean> {
  const { rows } = await tx.query<Leaving & { name: string; rules: Partial<QueueRules> }>(
    `select c.id as "conversationId", c.workspace_id as "workspaceId", c.assignee_id as "assigneeId", c.queue_id as "queueId",
       c.customer_id as "customerId", c.channel, c.language, c.overflowed_from as "overflowedFrom", q.name, q.rules
     from conversations c join queues q on q.id = c.queue_id where c.id = $1 and c.state = 'waiting'`,
    [conversationId],
  );
  const [one] = rows;
  if (!one) return false;
  const rules = queueRulesOf(one.rules);
  const from = { id: one.queueId, name: one.name, rules, open: true };
  return sendOn(tx, hooks, from, one, { why: "waited", way: rules.whenWaitedTooLong });
}
