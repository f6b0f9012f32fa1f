import type pg from "pg";
import { Conversation } from "#shared/contract/conversations.ts";
import { VisitorConversation } from "#shared/contract/widget.ts";
import type { SeenConversation } from "#shared/permissions/can.ts";

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
  cu.name as customer_name, cu.email as customer_email, cu.verified as customer_verified
from conversations c
join queues q on q.id = c.queue_id
join customers cu on cu.id = c.customer_id
left join users u on u.id = c.assignee_id`;

const iso = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);

const toConversation = (row: Row): Conversation =>
  Conversation.parse({
    id: row.id,
    version: row.version,
    state: row.state,
    channel: row.channel,
    queue: { id: row.queue_id, name: row.queue_name },
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
    `select c.id, c.version, c.state, c.customer_id, c.last_public_seq, u.name as agent_name,
      case when c.state = 'waiting' then (
        select count(*)::int from conversations w
        where w.workspace_id = c.workspace_id and w.queue_id = c.queue_id and w.state = 'waiting'
          and (w.waiting_since, w.id) < (c.waiting_since, c.id)) end as position,
      ${publicNumber("customer_read")} as read, ${publicNumber("agent_read")} as agent_read_public
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
    }),
    customerId: row.customer_id as string,
  }));
}
