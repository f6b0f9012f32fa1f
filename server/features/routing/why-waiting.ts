import type pg from "pg";
import { WhyWaiting } from "#shared/contract/routing.ts";
import { nextOpening } from "#shared/domain/opening-hours.ts";
import { type Candidate, conditionsOf, decide, type NotChosen } from "#shared/domain/routing/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { urgencySql } from "../conversations/index.ts";
import { candidatesFor } from "./candidates.ts";
import type { RoutingDeps } from "./deps.ts";
import { namesOf, shownCondition, shownReason } from "./explain-names.ts";
import { agentsOf } from "./floor.ts";
import { trailsOf } from "./offer-trail.ts";
import { lineOf, type Waiting, waitingBy } from "./waiting.ts";

/** Shown one by one; the counts are of everybody. */
const mostShown = 200;

interface Place {
  readonly position: number;
  readonly attempts: number;
  readonly queue: object;
  readonly group: object | null;
}

/** Its place in its queue by urgency, and how many rounds of asking it has had. */
async function place(db: Pick<pg.Pool, "query">, conversationId: string): Promise<Place> {
  const { rows } = await db.query<Place>(
    `select c.attempts, json_build_object('id', q.id, 'name', q.name) as queue,
       (select json_build_object('id', g.id, 'name', g.name) from groups g where g.id = c.group_id) as "group", (select count(*)::int + 1 from conversations w where w.queue_id = c.queue_id and w.state = 'waiting'
       and (${urgencySql("w")}, c.waiting_since, c.id) > (${urgencySql("c")}, w.waiting_since, w.id)) as position
     from conversations c join queues q on q.id = c.queue_id where c.id = $1`,
    [conversationId],
  );
  return rows[0] ?? fail("conversation.not_found", { conversationId });
}

/** At whose desks it rings now. */
async function ringsAt(db: Pick<pg.Pool, "query">, conversationId: string) {
  const { rows } = await db.query<{ userId: string; name: string; expiresAt: Date }>(
    `select o.user_id as "userId", u.name, o.expires_at as "expiresAt" from offers o join users u on u.id = o.user_id
     where o.conversation_id = $1 and o.state = 'open' order by u.name, u.id`,
    [conversationId],
  );
  const until = new Date(Math.max(0, ...rows.map(({ expiresAt }) => expiresAt.getTime()))).toISOString();
  return {
    userIds: new Set(rows.map(({ userId }) => userId)),
    shown:
      rows.length === 0
        ? null
        : { names: rows.slice(0, 20).map(({ name }) => name), people: rows.length, until },
  };
}

/** What keeps it from each: whoever has it before him apart, and the others as if it did not ring. */
function judge(one: Waiting, candidates: readonly Candidate[], ringing: ReadonlySet<string>) {
  const of = { conversation: { ...one, offered: false }, queue: one.queue };
  const others = candidates.filter(({ agent }) => !ringing.has(agent.userId));
  const { chosen, reasons } = decide(of, others);
  const judged = candidates.map((candidate): { candidate: Candidate; reason: NotChosen | null } => {
    const { userId } = candidate.agent;
    const own = ringing.has(userId) ? ({ code: "not_offered", data: {} } as const) : reasons.get(userId);
    return { candidate, reason: own ?? null };
  });
  return { of, chosen, judged };
}

function countByCode<C extends string>(codes: readonly C[]): { code: C; people: number }[] {
  const counts = new Map<C, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, people]) => ({ code, people })).sort((a, b) => b.people - a.people);
}

/** Everybody who could be asked with what keeps it from him. By the router's own rule. */
async function explain(pool: pg.Pool, actor: Actor, one: Waiting): Promise<WhyWaiting> {
  const { conversationId } = one;
  const [agents, names, offers, rings, { position, attempts, queue, group }] = await Promise.all([
    agentsOf(pool, [lineOf(one)], "all"),
    namesOf(pool, actor.workspaceId),
    trailsOf(pool, conversationId),
    ringsAt(pool, conversationId),
    place(pool, conversationId),
  ]);
  const { of, chosen, judged } = judge(one, candidatesFor(one, agents), rings.userIds);
  const nameOf = new Map(agents.map(({ userId, name }) => [userId, name]));
  const opensAt = one.queue.open ? null : nextOpening(one.queue.rules.hours, new Date());
  return WhyWaiting.parse({
    conversationId,
    queue,
    group,
    medium: one.medium,
    priority: one.priority,
    waitedSeconds: Math.floor(one.waitedSeconds),
    position,
    open: one.queue.open,
    opensAt: opensAt?.toISOString() ?? null,
    attempts,
    pauseSeconds: Math.ceil(one.pauseSeconds),
    rings: rings.shown,
    chosen,
    people: judged.length,
    agents: judged.slice(0, mostShown).map(({ candidate, reason }) => {
      const { userId } = candidate.agent;
      return {
        user: { id: userId, name: nameOf.get(userId) ?? "" },
        reason: reason ? shownReason(reason, names) : null,
        conditions: conditionsOf(of, candidate).map((condition) => shownCondition(condition, names)),
      };
    }),
    reasons: countByCode(judged.flatMap(({ reason }) => reason?.code ?? [])),
    offers,
  });
}

/** "Why is this still waiting?", for whoever sees the conversation. */
export const whyWaiting =
  ({ pool, see }: Pick<RoutingDeps, "pool" | "see">) =>
  async (actor: Actor, conversationId: string): Promise<WhyWaiting> => {
    await see(actor, conversationId);
    const [one] = await waitingBy(pool, "c.id = $1", [conversationId]);
    return explain(pool, actor, one ?? fail("conversation.already_assigned", { conversationId }));
  };

/** The same for whoever watches over the waiting and sees no conversation: what does not wait is not there for him. */
export async function whyWatched(pool: pg.Pool, actor: Actor, conversationId: string): Promise<WhyWaiting> {
  const [one] = await waitingBy(pool, "c.id = $1", [conversationId]);
  const watched =
    one &&
    can(actor, "monitor.waiting.view", {
      workspaceId: one.workspaceId,
      ownerId: null,
      queueId: one.queue.queueId,
    });
  return explain(pool, actor, watched ? one : fail("conversation.not_found", { conversationId }));
}
