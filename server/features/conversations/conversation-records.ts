import type pg from "pg";
import { Conversation } from "#shared/contract/conversations.ts";
import { VisitorConversation } from "#shared/contract/widget.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import type { SeenConversation } from "#shared/permissions/can.ts";
import { urgencySql } from "./load-sql.ts";

type Queryable = Pick<pg.Pool, "query">;

/** A conversation with what rooms and rules need of it. */
export interface ConversationRecord extends SeenConversation {
  readonly conversation: Conversation;
  readonly workspaceId: string;
  readonly customerId: string;
}

interface Row {
  [column: string]: unknown;
  id: string;
}

const columns = `c.*, q.name as queue_name, u.name as assignee_name,
  cu.name as customer_name, cu.email as customer_email, cu.verified as customer_verified,
  (select g.name from groups g where g.id = c.group_id) as group_name,
  (select a.name from assistants a where a.id = c.assistant_id) as assistant_name,
  coalesce((q.rules->'serviceLevel'->>'seconds')::int, ${defaultQueueRules.serviceLevel.seconds}) as target_seconds,
  (select json_build_object('userId', w.user_id, 'startedAt', w.started_at, 'until', w.until)
     from wrap_ups w where w.conversation_id = c.id and w.ended_at is null) as wrap_up,
  (select json_build_object('id', h.id, 'state', h.state, 'reason', h.reason, 'takenBy', case when h.taken_by is null then null
       else json_build_object('id', h.taken_by, 'name', coalesce((select t.name from users t where t.id = h.taken_by), '')) end)
     from help_requests h where h.conversation_id = c.id and h.state <> 'closed') as help,
  array(select t.tag_id from conversation_tags t where t.conversation_id = c.id order by t.tag_id) as tag_ids,
  array(select t.topic_id from conversation_topics t where t.conversation_id = c.id order by t.topic_id) as topic_ids
from conversations c
join queues q on q.id = c.queue_id
join customers cu on cu.id = c.customer_id
left join users u on u.id = c.assignee_id`;

const iso = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);

interface WrapUpRow {
  userId: string;
  startedAt: string;
  until: string | null;
}

/** Moments inside of a JSON value come as text in the database's own form. */
const wrapUpOf = (row: WrapUpRow | null) =>
  row && {
    userId: row.userId,
    startedAt: new Date(row.startedAt).toISOString(),
    until: row.until && new Date(row.until).toISOString(),
  };

const toConversation = (row: Row): Conversation =>
  Conversation.parse({
    id: row.id,
    version: row.version,
    state: row.state,
    channel: row.channel,
    medium: row.medium,
    priority: row.priority,
    queue: { id: row.queue_id, name: row.queue_name },
    group: row.group_id ? { id: row.group_id, name: row.group_name ?? "" } : null,
    assistant: row.assistant_id ? { id: row.assistant_id, name: row.assistant_name ?? "" } : null,
    parked: row.parked_until ? { until: iso(row.parked_until), note: row.parked_note } : null,
    wrapUp: wrapUpOf(row.wrap_up as WrapUpRow | null),
    help: row.help,
    tagIds: row.tag_ids,
    topicIds: row.topic_ids,
    targetSeconds: row.target_seconds,
    customer: {
      id: row.customer_id,
      name: row.customer_name,
      email: row.customer_email,
      verified: row.customer_verified,
    },
    assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee_name ?? "" } : null,
    assignmentToken: row.assignment_token,
    lastSeq: row.last_seq,
    lastMessage: row.last_message_seq
      ? {
          seq: row.last_message_seq,
          authorKind: row.last_message_by,
          preview: row.last_message_text,
          at: iso(row.last_message_at),
        }
      : null,
    cursors: {
      customerDelivered: row.customer_delivered,
      customerRead: row.customer_read,
      agentRead: row.agent_read,
    },
    page: row.page_url ? { url: row.page_url, title: row.page_title ?? "" } : null,
    language: row.language,
    outcome: row.outcome,
    createdAt: iso(row.created_at),
    waitingSince: iso(row.waiting_since),
    assignedAt: iso(row.assigned_at),
    closedAt: iso(row.closed_at),
  });

const toRecord = (row: Row): ConversationRecord => ({
  conversation: toConversation(row),
  workspaceId: row.workspace_id as string,
  customerId: row.customer_id as string,
  assigneeId: row.assignee_id as string | null,
  queueId: row.queue_id as string,
  state: row.state as string,
});

/** Records by condition: `where` is our own SQL with parameters, never a caller's text. */
export async function conversationRecords(
  db: Queryable,
  where: string,
  values: readonly unknown[],
): Promise<ConversationRecord[]> {
  const { rows } = await db.query<Row>(`select ${columns} where ${where}`, [...values]);
  return rows.map(toRecord);
}

/** One record, or undefined. */
export const findConversation = async (db: Queryable, id: string): Promise<ConversationRecord | undefined> =>
  (await conversationRecords(db, "c.id = $1", [id]))[0];

/** A number of the staff's in the customer's numbers: the last public entry up to there. Backwards, so it is near. */
const publicNumber = (column: string) => `coalesce((select e.public_seq from conversation_events e
  where e.conversation_id = c.id and e.seq <= c.${column} and e.public_seq is not null
  order by e.seq desc limit 1), 0)`;

/** The same conversations as their customers see them, in the customers' numbers. */
export async function visitorConversations(
  db: Queryable,
  where: string,
  values: readonly unknown[],
): Promise<(VisitorConversation & { customerId: string })[]> {
  const { rows } = await db.query<Row>(
    `select c.id, c.version, case c.state when 'assistant' then 'assigned' else c.state end as state, c.customer_id,
      c.last_public_seq, coalesce(u.name, (select a.name from assistants a where a.id = c.assistant_id and c.state = 'assistant')) as agent_name,
      case when c.state = 'waiting' then (
        select count(*)::int from conversations w
        where w.workspace_id = c.workspace_id and w.queue_id = c.queue_id and w.state = 'waiting'
          and (${urgencySql("w")}, c.waiting_since, c.id) > (${urgencySql("c")}, w.waiting_since, w.id)) end as position,
      ${publicNumber("customer_read")} as read, ${publicNumber("agent_read")} as agent_read_public,
      coalesce(
        (select case when m.kind = 'callback' then 'asked' when m.offers_callback then 'offered' end from missed_items m
          where m.conversation_id = c.id and m.state <> 'done' order by m.created_at desc limit 1),
        (select 'offered' from queues q where q.id = c.queue_id and c.state = 'waiting'
            and q.rules->'whenWaitedTooLong'->>'to' = 'callback')) as callback
     from conversations c left join users u on u.id = c.assignee_id
     where ${where}`,
    [...values],
  );
  return rows.map((row) => ({
    ...VisitorConversation.parse({
      id: row.id,
      version: row.version,
      state: row.state,
      agentName: row.agent_name,
      position: row.position,
      lastSeq: row.last_public_seq,
      read: row.read,
      agentRead: row.agent_read_public,
      callback: row.callback,
    }),
    customerId: row.customer_id as string,
  }));
}
