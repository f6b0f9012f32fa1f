import type pg from "pg";
import { HelpRequest } from "#shared/contract/help.ts";
import type { Resource } from "#shared/permissions/can.ts";

type Queryable = Pick<pg.Pool, "query">;

/** A request with what the rule reads of it: the agent who asks, his groups, and the queue. */
export interface HelpRecord {
  readonly request: HelpRequest;
  readonly resource: Resource & { readonly workspaceId: string };
}

const iso = (value: Date | null) => value?.toISOString() ?? null;
const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? "" });

/** Records by condition: `where` is our own SQL with parameters. */
export async function helpRecords(
  db: Queryable,
  where: string,
  values: readonly unknown[],
): Promise<HelpRecord[]> {
  const { rows } = await db.query(
    `select h.*, c.queue_id, q.name as queue_name, cu.name as customer_name, a.name as asker_name, t.name as taker_name,
       array(select m.group_id from group_members m where m.user_id = h.user_id) as group_ids
     from help_requests h join conversations c on c.id = h.conversation_id join queues q on q.id = c.queue_id
     join customers cu on cu.id = c.customer_id left join users a on a.id = h.user_id left join users t on t.id = h.taken_by
     where ${where} order by h.created_at`,
    [...values],
  );
  return rows.map((row) => ({
    request: HelpRequest.parse({
      id: row.id,
      version: row.version,
      state: row.state,
      conversationId: row.conversation_id,
      customerName: row.customer_name,
      queue: { id: row.queue_id, name: row.queue_name },
      askedBy: person(row.user_id, row.asker_name),
      reason: row.reason,
      takenBy: person(row.taken_by, row.taker_name),
      createdAt: iso(row.created_at),
      takenAt: iso(row.taken_at),
      closedAt: iso(row.closed_at),
    }),
    resource: {
      workspaceId: row.workspace_id,
      ownerId: row.user_id,
      queueId: row.queue_id,
      groupIds: row.group_ids,
    },
  }));
}
