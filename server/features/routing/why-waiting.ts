import type pg from "pg";
import { WhyWaiting } from "#shared/contract/routing.ts";
import { nextOpening } from "#shared/domain/opening-hours.ts";
import { conditionsOf, decide } from "#shared/domain/routing/index.ts";
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

function countByCode<C extends string>(codes: readonly C[]): { code: C; people: number }[] {
  const counts = new Map<C, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, people]) => ({ code, people })).sort((a, b) => b.people - a.people);
}

/** Everybody who could be asked with what keeps it from him. By the router's own rule. */
async function explain(pool: pg.Pool, actor: Actor, one: Waiting): Promise<WhyWaiting> {
  const { conversationId } = one;
  const [agents, names, offers, { position, attempts, queue, group }] = await Promise.all([
    agentsOf(pool, [lineOf(one)], "all"),
    namesOf(pool, actor.workspaceId),
    trailsOf(pool, conversationId),
    place(pool, conversationId),
  ]);
  const of = { conversation: one, queue: one.queue };
  const candidates = candidatesFor(one, agents);
  const { chosen, reasons } = decide(of, candidates);
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
    chosen,
    people: candidates.length,
    agents: candidates.slice(0, mostShown).map((candidate) => {
      const { userId } = candidate.agent;
      const reason = reasons.get(userId);
      return {
        user: { id: userId, name: nameOf.get(userId) ?? "" },
        reason: reason ? shownReason(reason, names) : null,
        conditions: conditionsOf(of, candidate).map((condition) => shownCondition(condition, names)),
      };
    }),
    reasons: countByCode([...reasons.values()].map(({ code }) => code)),
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
