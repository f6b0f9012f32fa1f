import type { Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { appendEntry } from "./event-log.ts";

/**
 * Locks the agent's seat and makes sure that one more conversation fits. Everybody who assigns goes through this
 * lock first, so two assignments cannot both see the last free place.
 */
export async function takeSeat(tx: Work, userId: string): Promise<{ name: string }> {
  const { rows } = await tx.query<{ name: string; max: number }>(
    "select name, max_conversations as max from users where id = $1 and blocked_at is null for no key update",
    [userId],
  );
  const seat = rows[0] ?? fail("agent.not_found", { userId });
  // A statement of its own: one with the lock would count what was there before it had to wait.
  const counted = await tx.query<{ open: number }>(
    "select count(*)::int as open from conversations where assignee_id = $1 and state = 'assigned'",
    [userId],
  );
  const open = counted.rows[0]?.open ?? 0;
  if (open >= seat.max) fail("agent.at_capacity", { userId, open });
  return { name: seat.name };
}

/** Gives a waiting conversation to an agent whose seat is taken. False when it does not wait any more. */
export async function assignWaiting(
  tx: Work,
  conversationId: string,
  agent: { readonly id: string; readonly name: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update conversations set state = 'assigned', assignee_id = $2, assigned_at = now(), waiting_since = null,
       assignment_token = assignment_token + 1, version = version + 1
     where id = $1 and state = 'waiting' and assignee_id is null`,
    [conversationId, agent.id],
  );
  if (rowCount === 0) return false;
  await appendEntry(tx, {
    conversationId,
    author: { kind: "agent", id: agent.id, name: agent.name },
    visibility: "public",
    body: { kind: "assigned", agent: { id: agent.id as never, name: agent.name } },
  });
  tx.note(`c:${conversationId}`);
  return true;
}
