import type { Work } from "#server/platform/news/index.ts";
import { MissedItem } from "#shared/contract/missed.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";

type Queryable = Pick<Work, "query">;

/** An item with what the rule reads of it. */
export interface MissedRecord {
  readonly item: MissedItem;
  readonly workspaceId: string;
  readonly queueId: string;
  readonly groupId: string | null;
  /** The people of its group. */
  readonly groupPeople: readonly string[];
  readonly takenBy: string | null;
}

interface Row {
  [column: string]: unknown;
}

const columns = `m.*, q.name as queue_name, g.name as group_name, cu.name as customer_name, cu.email as customer_email,
  t.name as taken_name, d.name as done_name,
  coalesce((q.rules->'serviceLevel'->>'seconds')::int, ${defaultQueueRules.serviceLevel.seconds}) as target_seconds,
  array(select gm.user_id from group_members gm where gm.group_id = m.group_id) as group_people,
  (select json_build_object('state', c.state, 'queueId', c.queue_id, 'assigneeId', c.assignee_id) from conversations c
    where c.id = m.conversation_id) as past,
  (select json_build_object('conversationId', c.id, 'state', c.state, 'queueId', c.queue_id, 'assigneeId', c.assignee_id)
    from conversations c where c.customer_id = m.customer_id and c.state <> 'closed' order by c.created_at desc limit 1) as back
from missed_items m
join queues q on q.id = m.queue_id
join customers cu on cu.id = m.customer_id
left join groups g on g.id = m.group_id
left join users t on t.id = m.taken_by
left join users d on d.id = m.done_by_user_id`;

const iso = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);
const named = (id: unknown, name: unknown) => (id ? { id, name: name ?? "" } : null);

const toItem = (row: Row): MissedItem =>
  MissedItem.parse({
    id: row.id,
    version: row.version,
    kind: row.kind,
    customer: { id: row.customer_id, name: row.customer_name, email: row.email ?? row.customer_email },
    queue: { id: row.queue_id, name: row.queue_name },
    group: named(row.group_id, row.group_name),
    channel: row.channel,
    phone: row.phone,
    text: row.text,
    note: row.note,
    wantedAt: iso(row.wanted_at),
    state: row.state,
    takenBy: named(row.taken_by, row.taken_name),
    createdAt: iso(row.created_at),
    doneAt: iso(row.done_at),
    doneBy: row.done_by,
    doneByPerson: named(row.done_by_user_id, row.done_name),
    targetSeconds: row.target_seconds,
    conversationId: row.conversation_id,
    past: row.past,
    back: row.back,
  });

/** Items by condition: `where` is our own SQL with parameters, never a caller's text. */
export async function missedRecords(
  db: Queryable,
  where: string,
  values: readonly unknown[],
): Promise<MissedRecord[]> {
  const { rows } = await db.query<Row>(`select ${columns} where ${where}`, [...values]);
  return rows.map((row) => ({
    item: toItem(row),
    workspaceId: row.workspace_id as string,
    queueId: row.queue_id as string,
    groupId: row.group_id as string | null,
    groupPeople: row.group_people as string[],
    takenBy: row.taken_by as string | null,
  }));
}
