import type pg from "pg";
import { OwnRouting } from "#shared/contract/routing.ts";
import { type Medium, media, perMedium } from "#shared/domain/media.ts";
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
import { lineOf, type Waiting, waitingBy } from "./waiting.ts";

/** What he gets conversations by: a queue that he answers, or a group that he belongs to. */
interface Source {
  readonly queue: Named | null;
  readonly group: Named | null;
  readonly rules: QueueRules;
  readonly open: boolean;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Of one conversation alone, not of him and the queue. */
const ofConversations: readonly ConditionCode[] = ["not_offered", "pause_over", "not_refused_just_now"];
/** Not asked of a group's line: its conversations are of several queues, each with its own rules. */
const ofQueues: readonly ConditionCode[] = ["queue_takes_medium", "queue_open", "member", "has_skills"];
/** A line needs a queue; this one has no members. */
const noQueue = "00000000-0000-0000-0000-000000000000";
/** So many of what waits are looked at one by one. */
const most = 20;

async function queuesOf(db: Pick<pg.Pool, "query">, userId: string): Promise<Source[]> {
  const { rows } = await db.query<Named & { rules: Partial<QueueRules>; at: Date }>(
    `select q.id, q.name, q.rules, now() as at from queue_members m join queues q on q.id = m.queue_id
     where m.user_id = $1 and q.archived_at is null order by q.position, q.name`,
    [userId],
  );
  return rows.map(({ id, name, rules: stored, at }) => {
    const rules = queueRulesOf(stored);
    return { queue: { id, name }, group: null, rules, open: isOpenAt(rules.hours, at) };
  });
}

/** His groups; each takes the media that some queue of the workspace takes. */
async function groupsOf(db: Pick<pg.Pool, "query">, { id, workspaceId }: Actor): Promise<Source[]> {
  const { rows } = await db.query<Named & { stored: Partial<QueueRules>[] }>(
    `select g.id, g.name, array(select q.rules from queues q
       where q.workspace_id = $2 and q.archived_at is null) as stored
     from group_members m join groups g on g.id = m.group_id where m.user_id = $1 order by g.name`,
    [id, workspaceId],
  );
  return rows.map(({ id: groupId, name, stored }) => {
    const all = stored.map(queueRulesOf);
    const rules = {
      ...queueRulesOf({}),
      media: perMedium((medium) => all.some(({ media: taken }) => taken[medium])),
    };
    return { queue: null, group: { id: groupId, name }, rules, open: true };
  });
}

const standsIn = ({ queue, group }: Source, one: Waiting): boolean =>
  group ? one.groupId === group.id : one.groupId === null && one.queue.queueId === queue?.id;

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

function ownLine(me: FloorAgent, source: Source, medium: Medium, waiting: readonly Waiting[], names: Names) {
  const { queue, group, rules, open } = source;
  const unasked = [...ofConversations, ...(group ? ofQueues : (["in_group"] as const))];
  const longestSeconds = Math.floor(Math.max(0, ...waiting.map(({ waitedSeconds }) => waitedSeconds)));
  const conversation = {
    conversationId: "",
    medium,
    priority: rules.priority,
    // Skills are relaxed for who has waited for long: he is judged by the one who has waited longest.
    waitedSeconds: longestSeconds,
    groupId: group?.id ?? null,
    offered: false,
    pauseSeconds: 0,
  };
  const routed = { queueId: queue?.id ?? "", rules, open };
  const member = (queue && me.memberships[queue.id]) ?? null;
  const candidate = { agent: me, member, refusedMsAgo: null };
  return {
    ...{ queue, group },
    medium,
    conditions: conditionsOf({ conversation, queue: routed }, candidate)
      .filter(({ code }) => !unasked.includes(code))
      .map((condition) => shownCondition(condition, names)),
    waiting: waiting.length,
    longestSeconds,
  };
}

/**
 * "Why am I not getting work?": for each of his queues and groups and each medium that it takes every condition, and
 * why what waits there is not his. By the same rule as the router's.
 */
export const whyOwn =
  ({ pool }: { readonly pool: pg.Pool }) =>
  async (actor: Actor): Promise<OwnRouting> => {
    const [queues, groups] = await Promise.all([queuesOf(pool, actor.id), groupsOf(pool, actor)]);
    const queueIds = queues.flatMap(({ queue }) => queue?.id ?? []);
    const groupIds = groups.flatMap(({ group }) => group?.id ?? []);
    const [waiting, names] = await Promise.all([
      waitingBy(
        pool,
        "(c.queue_id = any($1) and c.group_id is null or c.group_id = any($2)) order by c.waiting_since limit 500",
        [queueIds, groupIds],
      ),
      namesOf(pool, actor.workspaceId),
    ]);
    const lines = [
      ...queueIds.map((queueId) => ({ queueId, groupId: null })),
      // A group's people are the same in all queues, but some are members of these too.
      ...waiting.map(lineOf),
      ...groupIds.map((groupId) => ({ queueId: queueIds[0] ?? noQueue, groupId })),
    ];
    const agents = await agentsOf(pool, lines, "all", actor.id);
    const me =
      agents.find(({ userId }) => userId === actor.id) ?? fail("agent.not_found", { userId: actor.id });
    return OwnRouting.parse({
      load: Math.round(loadOf(me) * 100),
      desk: media.map((medium) => ({ medium, working: me.working[medium], most: me.most[medium] })),
      lines: [...queues, ...groups].flatMap((source) =>
        media
          .filter((medium) => source.rules.media[medium])
          .map((medium) => {
            const here = waiting.filter((one) => standsIn(source, one) && one.medium === medium);
            return {
              ...ownLine(me, source, medium, here, names),
              reasons: reasonsAgainst(actor.id, here, agents, names),
            };
          }),
      ),
    });
  };
