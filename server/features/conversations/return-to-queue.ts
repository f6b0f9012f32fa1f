import type { Work } from "#server/platform/news/index.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";
import { appendEntry, appendNoted, system } from "./event-log.ts";

/** Why a conversation leaves its agent by itself. */
export interface Return {
  /** `reminder`, `customer`: it was parked, and he is not there or has no free seat. */
  readonly why: "agent_gone" | "reminder" | "customer";
  readonly minutes?: number;
}

/**
 * Puts a conversation of an agent who cannot go on with it back into its queue, with a note for whoever has it next; it
 * waits there by the priority of transfers. False when nobody has it any more. The caller has locked its row.
 */
export async function returnToQueue(
  tx: Work,
  conversationId: string,
  { why, minutes = 0 }: Return,
): Promise<boolean> {
  const { rows } = await tx.query(
    `select c.assignee_id as "userId", coalesce(u.name, '') as name, c.queue_id as "queueId", q.name as queue, q.rules,
       c.parked_note as note
     from conversations c join queues q on q.id = c.queue_id left join users u on u.id = c.assignee_id
     where c.id = $1 and c.state = 'assigned'`,
    [conversationId],
  );
  const [had] = rows;
  if (!had) return false;
  const from = { id: had.userId as never, name: had.name as string };
  const toQueue = { id: had.queueId as never, name: had.queue as string };
  await appendEntry(tx, {
    conversationId,
    author: system,
    visibility: "public",
    body: { kind: "transferred", from, toAgent: null, toQueue },
  });
  await appendNoted(tx, conversationId, "returned", {
    who: from,
    detail: { why, queue: toQueue.name, minutes, note: had.note },
  });
  await tx.query(
    `update conversations set state = 'waiting', assignee_id = null, assigned_at = null, waiting_since = now(),
       priority = $2, attempts = 0, next_attempt_at = null, parked_until = null, parked_note = null, parked_seq = null,
       version = version + 1, assignment_token = assignment_token + 1 where id = $1`,
    [conversationId, queueRulesOf(had.rules).transferPriority],
  );
  tx.note(`c:${conversationId}`, `f:${conversationId}:${had.userId}`, `s:${had.userId}`);
  return true;
}
