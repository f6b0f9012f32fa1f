import type pg from "pg";
import { OwnRouting } from "#shared/contract/routing.ts";
import { type Medium, media } from "#shared/domain/media.ts";
import { isOpenAt } from "#shared/domain/opening-hours.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import {
  type ConditionCode,
  compareWaiting,
  conditionsOf,
  decide,
  loadOf,
  type NotChosen,
} from "#shared/domain/routing/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { candidatesFor } from "./candidates.ts";
import { type Names, namesOf, shownCondition, shownReason } from "./explain-names.ts";
import { agentsOf, type FloorAgent } from "./floor.ts";
import { type Waiting, waitingBy } from "./waiting.ts";

interface OwnQueue {
  readonly id: string;
  readonly name: string;
  readonly rules: QueueRules;
  readonly open: boolean;
}

/** Of one conversation alone, not of him and the queue. */
const ofConversations: readonly ConditionCode[] = [
  "not_offered",
  "pause_over",
  "in_group",
  "not_refused_just_now",
];
/** So many of what waits are looked at one by one. */
const most = 20;

async function queuesOf(db: Pick<pg.Pool, "query">, userId: string): Promise<OwnQueue[]> {
  const { rows } = await db.query<{ id: string; name: string; rules: Partial<QueueRules>; at: Date }>(
    `select q.id, q.name, q.rules, now() as at from queue_members m join queues q on q.id = m.queue_id
     where m.user_id = $1 and q.archived_at is null order by q.position, q.name`,
    [userId],
  );
  return rows.map(({ id, name, rules: stored, at }) => {
    const rules = queueRulesOf(stored);
    return { id, name, rules, open: isOpenAt(rules.hours, at) };
  });
}

/** Why each of what waits is not his, gathered by reason. */
function reasonsAgainst(
  userId: string,
  waiting: readonly Waiting[],
  agents: readonly FloorAgent[],
  names: Names,
) {
  const found = new Map<string, NotChosen & { conversations: number }>();
  for (const one of waiting.toSorted(compareWaiting).slice(0, most)) {
    const { reasons } = decide({ conversation: one, queue: one.queue }, candidatesFor(one, agents));
    const reason = reasons.get(userId);
    if (!reason) continue;
    const known = found.get(reason.code);
    found.set(reason.code, { ...reason, conversations: (known?.conversations ?? 0) + 1 });
  }
  return [...found.values()].map(({ conversations, ...reason }) => ({
    ...shownReason(reason, names),
    conversations,
  }));
}

function lineOf(me: FloorAgent, queue: OwnQueue, medium: Medium, waiting: readonly Waiting[], names: Names) {
  const longestSeconds = Math.floor(Math.max(0, ...waiting.map(({ waitedSeconds }) => waitedSeconds)));
  const conversation = {
    conversationId: "",
    medium,
    priority: queue.rules.priority,
    // Skills are relaxed for who has waited for long: he is judged by the one who has waited longest.
    waitedSeconds: longestSeconds,
    groupId: null,
    offered: false,
    pauseSeconds: 0,
  };
  const routed = { queueId: queue.id, rules: queue.rules, open: queue.open };
  const candidate = { agent: me, member: me.memberships[queue.id] ?? null, refusedMsAgo: null };
  return {
    queue: { id: queue.id, name: queue.name },
    medium,
    conditions: conditionsOf({ conversation, queue: routed }, candidate)
      .filter(({ code }) => !ofConversations.includes(code))
      .map((condition) => shownCondition(condition, names)),
    waiting: waiting.length,
    longestSeconds,
  };
}

/**
 * "Why am I not getting work?": for each of his queues and each medium that it takes every condition, and why what
 * waits there is not his. By the same rule as the router's.
 */
export const whyOwn =
  ({ pool }: { readonly pool: pg.Pool }) =>
  async (actor: Actor): Promise<OwnRouting> => {
    const queues = await queuesOf(pool, actor.id);
    const lines = queues.map(({ id }) => ({ queueId: id, groupId: null }));
    const [waiting, names] = await Promise.all([
      waitingBy(pool, "c.queue_id = any($1) order by c.waiting_since limit 500", [
        queues.map(({ id }) => id),
      ]),
      namesOf(pool, actor.workspaceId),
    ]);
    const groups = waiting.flatMap((one) =>
      one.groupId ? [{ queueId: one.queue.queueId, groupId: one.groupId }] : [],
    );
    const agents = await agentsOf(pool, [...lines, ...groups], "all", actor.id);
    const me =
      agents.find(({ userId }) => userId === actor.id) ?? fail("agent.not_found", { userId: actor.id });
    return OwnRouting.parse({
      load: Math.round(loadOf(me) * 100),
      desk: media.map((medium) => ({ medium, working: me.working[medium], most: me.most[medium] })),
      lines: queues.flatMap((queue) =>
        media
          .filter((medium) => queue.rules.media[medium])
          .map((medium) => {
            const here = waiting.filter((one) => one.queue.queueId === queue.id && one.medium === medium);
            return {
              ...lineOf(me, queue, medium, here, names),
              reasons: reasonsAgainst(actor.id, here, agents, names),
            };
          }),
      ),
    });
  };
