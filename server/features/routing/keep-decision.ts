import type { Work } from "#server/platform/news/index.ts";
import { type NotChosen, obstacleOf } from "#shared/domain/routing/index.ts";
import {
  type KeptDecision,
  keptReasons,
  mostNamed,
  type Passed,
  wasFree,
} from "#shared/domain/routing/kept-decision.ts";
import { candidateFor } from "./candidates.ts";
import type { FloorAgent, Line } from "./floor.ts";
import type { Waiting } from "./waiting.ts";

/** A conversation with those whom it is offered to, and what was said of the others who were looked at. */
export interface Offered {
  readonly waiting: Waiting;
  readonly userIds: readonly string[];
  readonly reasons: ReadonlyMap<string, NotChosen>;
}

/** Of a line: those whom the router did not even look at, as the queues may not ask them. */
export interface Unasked extends Line, Passed {}

/**
 * Who stands behind these lines and is not askable, by the first of the conditions of `floor.ts` that does not hold for
 * him. One step down an index for each person.
 */
export async function unaskedOf(tx: Pick<Work, "query">, lines: readonly Line[]): Promise<Unasked[]> {
  const { rows } = await tx.query<Unasked>({
    name: "unasked",
    text: `
      select line.queue_id as "queueId", line.group_id as "groupId", passed.code, count(*)::int as people,
        (array_agg(passed.user_id order by passed.user_id))[1:${mostNamed}] as who
      from unnest($1::uuid[], $2::uuid[]) as line(queue_id, group_id)
      cross join lateral (
        -- Offset: each is asked once, not in the list and in the condition.
        select behind.user_id, case
            -- Limits: else all leases there are would be read, and not those of these people.
            when (select true from presence_leases l where l.user_id = behind.user_id and l.until > now() limit 1) is null
              then 'present'
            when s.status is distinct from 'ready' then 'ready'
            when (select true from offers o where o.user_id = behind.user_id and o.state = 'open'
              and o.from_user_id is null limit 1) then 'not_ringing'
          end as code
        from (select m.user_id from queue_members m where m.queue_id = line.queue_id and line.group_id is null
          union all select g.user_id from group_members g where g.group_id = line.group_id) behind
        join users u on u.id = behind.user_id and u.blocked_at is null
        left join agent_status s on s.user_id = behind.user_id
        offset 0) passed
      where passed.code is not null
      group by 1, 2, 3`,
    values: [lines.map(({ queueId }) => queueId), lines.map(({ groupId }) => groupId)],
  });
  return rows;
}

/** The people behind a line: those whom the queues may ask, with who of them was chosen in this round, and the others. */
export interface Behind {
  readonly agents: readonly FloorAgent[];
  readonly ringing: ReadonlySet<string>;
  readonly unasked: readonly Passed[];
}

/** Whom the router did not look at for this one: his desk is full, or another one of the round rang there already. */
function passedOver({ waiting, reasons, userIds }: Offered, { agents, ringing }: Behind): Passed[] {
  return agents.flatMap((agent) => {
    const { userId } = agent;
    if (reasons.has(userId) || userIds.includes(userId)) return [];
    const then = { ...agent, ringing: agent.ringing || ringing.has(userId) };
    const obstacle = obstacleOf({ conversation: waiting, queue: waiting.queue }, candidateFor(waiting, then));
    return obstacle ? [{ code: obstacle.code, people: 1, who: [userId] }] : [];
  });
}

/** What is kept of a decision: everybody behind the line with what kept it from him. */
export function keptDecision(offered: Offered, behind: Behind): KeptDecision {
  const { waiting, userIds, reasons } = offered;
  const told = [...reasons].map(([userId, { code }]) => ({ code, people: 1, who: [userId] }));
  const [only] = userIds.length === 1 ? behind.agents.filter(({ userId }) => userId === userIds[0]) : [];
  return {
    queueId: waiting.queue.queueId,
    groupId: waiting.groupId,
    waitedSeconds: Math.floor(waiting.waitedSeconds),
    free: userIds.length + told.filter(({ code }) => wasFree(code)).length,
    chosen: only
      ? {
          idleSeconds: Math.floor(only.idleMs / 1_000),
          conversations: Object.values(only.working).reduce((sum, count) => sum + count, 0),
        }
      : null,
    reasons: keptReasons([...told, ...passedOver(offered, behind), ...behind.unasked]),
  };
}
