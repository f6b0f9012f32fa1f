import type { Work } from "#server/platform/news/index.ts";
import type { Medium } from "#shared/domain/media.ts";
import { isOpenAt } from "#shared/domain/opening-hours.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import type { RoutedQueue, WaitingConversation } from "#shared/domain/routing/index.ts";
import { urgencySql } from "../conversations/index.ts";
import type { Line } from "./floor.ts";

type Queryable = Pick<Work, "query">;

/** A waiting conversation with its queue and with who refused it. */
export interface Waiting extends WaitingConversation {
  readonly workspaceId: string;
  readonly queue: RoutedQueue;
  /** Milliseconds since somebody declined, missed or handed it on, by person. */
  readonly refusals: Readonly<Record<string, number>>;
}

interface Row {
  conversationId: string;
  workspaceId: string;
  queueId: string;
  groupId: string | null;
  medium: Medium;
  priority: number;
  waitedSeconds: number;
  pauseSeconds: number;
  offered: boolean;
  refusals: Record<string, number>;
  rules: Partial<QueueRules>;
  at: Date;
}

/**
 * Who handed it on, or had it taken from him, is not the next to be asked: as if he had declined it. Of conversations
 * that somebody has had alone, and of their last entries, since this is read in every round; so many that a customer
 * cannot write as much while it counts.
 */
const handedOnSql = `
  select e.body->'from'->>'id', e.at from (
    select body, at, author_kind from conversation_events
    where conversation_id = c.id and c.assignment_token > 0 order by seq desc limit 200) e
  where e.author_kind <> 'customer' and e.at >= c.waiting_since
    and e.body->>'kind' = 'transferred' and e.body->'from'->>'id' is not null`;

const columns = `c.id as "conversationId", c.workspace_id as "workspaceId", c.queue_id as "queueId", c.group_id as "groupId",
  c.medium, c.priority, extract(epoch from now() - c.waiting_since)::float8 as "waitedSeconds",
  greatest(0, coalesce(extract(epoch from c.next_attempt_at - now()), 0))::float8 as "pauseSeconds",
  exists (select 1 from offers o where o.conversation_id = c.id and o.state = 'open') as offered,
  coalesce((select jsonb_object_agg(r.user_id, r.ms) from (
    select gone.user_id, extract(epoch from now() - max(gone.at)) * 1000 as ms from (
      select o.user_id, o.ended_at as at from offers o
      where o.conversation_id = c.id and o.state in ('declined', 'expired') and o.ended_at >= c.waiting_since
      union all ${handedOnSql}) gone
    group by gone.user_id) r), '{}') as refusals,
  q.rules, now() as at`;

const toWaiting = ({ queueId, rules: stored, at, ...row }: Row): Waiting => {
  const rules = queueRulesOf(stored);
  return { ...row, queue: { queueId, rules, open: isOpenAt(rules.hours, at) } };
};

const offerable = `c.state = 'waiting' and (c.next_attempt_at is null or c.next_attempt_at <= now())
  and not exists (select 1 from offers o where o.conversation_id = c.id and o.state = 'open')`;

/** Lines in which something waits that may be offered. */
export async function waitingLines(db: Queryable): Promise<Line[]> {
  const { rows } = await db.query<Line>({
    name: "waiting-lines",
    text: `select distinct c.queue_id as "queueId", c.group_id as "groupId" from conversations c where ${offerable}`,
  });
  return rows;
}

/**
 * What waits in some lines, the most urgent of each, as many as asked for. Each is locked, so that nobody hands over
 * or closes what is being offered; what somebody else has locked is passed over, since he wakes the router when he is
 * done.
 */
export async function mostUrgent(
  db: Queryable,
  lines: readonly (Line & { readonly most: number })[],
  /** Looked at already. */
  but: readonly string[] = [],
): Promise<Waiting[]> {
  const { rows } = await db.query<Row>({
    name: "most-urgent",
    text: `select ${columns} from unnest($1::uuid[], $2::uuid[], $3::int[]) as line(queue_id, group_id, most)
      cross join lateral (select * from conversations c
        where c.queue_id = line.queue_id and c.group_id is not distinct from line.group_id and ${offerable}
          and c.id <> all($4::uuid[])
        order by ${urgencySql("c")} desc, c.waiting_since, c.id limit line.most for no key update of c skip locked) c
      join queues q on q.id = c.queue_id`,
    values: [
      lines.map(({ queueId }) => queueId),
      lines.map(({ groupId }) => groupId),
      lines.map(({ most }) => most),
      but,
    ],
  });
  return rows.map(toWaiting);
}

/** Waiting conversations by condition (our own SQL), whether they may be offered now or not. */
export async function waitingBy(
  db: Queryable,
  where: string,
  values: readonly unknown[],
): Promise<Waiting[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from conversations c join queues q on q.id = c.queue_id where c.state = 'waiting' and ${where}`,
    [...values],
  );
  return rows.map(toWaiting);
}

/** Where it stands. */
export const lineOf = ({ queue, groupId }: Waiting): Line => ({ queueId: queue.queueId, groupId });
