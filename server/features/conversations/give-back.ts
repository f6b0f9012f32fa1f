import type { Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";
import { appendEntry } from "./event-log.ts";

/** What is told of a conversation that was taken from its agent. */
export interface GivenBack {
  readonly from: { readonly id: never; readonly name: string };
  readonly queueName: string;
  /** What he had written down when he parked it. */
  readonly note: string | null;
}

/**
 * The one way from an agent back to where a conversation came from, whoever takes it from him: it waits for its group or
 * queue by the priority of transfers, its attempts begin anew, and the log says from whom and by whom. Null when nobody
 * has it any more. The caller has locked its row.
 */
export async function giveBack(tx: Work, conversationId: string, author: Author): Promise<GivenBack | null> {
  const { rows } = await tx.query(
    `select c.assignee_id as "userId", coalesce(u.name, '') as name, c.queue_id as "queueId", q.name as queue, q.rules,
       c.parked_note as note, case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as "group"
     from conversations c join queues q on q.id = c.queue_id left join users u on u.id = c.assignee_id
     left join groups g on g.id = c.group_id
     where c.id = $1 and c.state = 'assigned'`,
    [conversationId],
  );
  const [had] = rows;
  if (!had) return null;
  const from = { id: had.userId as never, name: had.name as string };
  await appendEntry(tx, {
    conversationId,
    author,
    visibility: "public",
    body: {
      kind: "transferred",
      from,
      toAgent: null,
      toQueue: had.group ? null : { id: had.queueId, name: had.queue },
      ...(had.group && { toGroup: had.group }),
    },
  });
  await tx.query(
    `update conversations set state = 'waiting', assignee_id = null, assigned_at = null, waiting_since = now(),
       priority = $2, attempts = 0, next_attempt_at = null, parked_until = null, parked_note = null, parked_seq = null,
       version = version + 1, assignment_token = assignment_token + 1 where id = $1`,
    [conversationId, queueRulesOf(had.rules).transferPriority],
  );
  tx.note(`c:${conversationId}`, `f:${conversationId}:${had.userId}`, `s:${had.userId}`);
  return { from, queueName: had.queue, note: had.note };
}
