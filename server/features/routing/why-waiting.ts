import type pg from "pg";
import { WhyWaiting } from "#shared/contract/routing.ts";
import { nextOpening } from "#shared/domain/opening-hours.ts";
import { conditionsOf, decide } from "#shared/domain/routing/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { urgencySql } from "../conversations/index.ts";
import { candidatesFor } from "./candidates.ts";
import type { RoutingDeps } from "./deps.ts";
import { namesOf, shownCondition, shownReason } from "./explain-names.ts";
import { agentsOf } from "./floor.ts";
import { trailsOf } from "./offer-trail.ts";
import { lineOf, waitingBy } from "./waiting.ts";

/** Shown one by one; the counts are of everybody. */
const mostShown = 200;

/** Its place in its queue by urgency, and how many rounds of asking it has had. */
async function place(
  db: Pick<pg.Pool, "query">,
  conversationId: string,
): Promise<{ position: number; attempts: number }> {
  const { rows } = await db.query<{ position: number; attempts: number }>(
    `select c.attempts, (select count(*)::int + 1 from conversations w where w.queue_id = c.queue_id and w.state = 'waiting'
       and (${urgencySql("w")}, c.waiting_since, c.id) > (${urgencySql("c")}, w.waiting_since, w.id)) as position
     from conversations c where c.id = $1`,
    [conversationId],
  );
  return rows[0] ?? { position: 1, attempts: 0 };
}

function countByCode<C extends string>(codes: readonly C[]): { code: C; people: number }[] {
  const counts = new Map<C, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, people]) => ({ code, people })).sort((a, b) => b.people - a.people);
}

/** "Why is this still waiting?": everybody who could be asked with what keeps it from him. By the router's own rule. */
export const whyWaiting =
  ({ pool, see }: Pick<RoutingDeps, "pool" | "see">) =>
  async (actor: Actor, conversationId: string): Promise<WhyWaiting> => {
    const { conversation } = await see(actor, conversationId);
    const [one] = await waitingBy(pool, "c.id = $1", [conversationId]);
    if (!one) return fail("conversation.already_assigned", { conversationId });
    const [agents, names, offers, { position, attempts }] = await Promise.all([
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
      queue: conversation.queue,
      group: conversation.group,
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
  };
