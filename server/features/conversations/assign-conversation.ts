import type { Work } from "#server/platform/news/index.ts";
import { type Medium, media } from "#shared/domain/media.ts";
import { hasRoom, loadOf } from "#shared/domain/routing/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { appendEntry } from "./event-log.ts";
import { type ConversationHooks, runHooks } from "./hooks.ts";
import {
  colleagueLoadSql,
  type LoadRow,
  loadedOf,
  mostSql,
  sumsSql,
  weighsSql,
  weightSql,
} from "./load-sql.ts";

interface Counted extends LoadRow {
  medium: Medium;
  weight: number;
}

const countSql = `
  select t.medium, ${weightSql("t", "tq")} as weight, own.*,
    ${media.map((medium) => `${mostSql(medium, "u", "tw")} as ${medium}_most`).join(", ")}
  from conversations t join queues tq on tq.id = t.queue_id join users u on u.id = $1
  join workspaces tw on tw.id = u.workspace_id cross join lateral (
    select ${sumsSql("x")} from (
      select c.medium, ${weightSql("c", "q")} as weight
      from conversations c join workspaces w on w.id = c.workspace_id join queues q on q.id = c.queue_id
      where c.assignee_id = u.id and c.state = 'assigned' and c.id <> t.id and ${weighsSql("c", "w")}
      union all ${colleagueLoadSql("u")}) x) own
  where t.id = $2`;

/**
 * Locks the agent's seat and makes sure that this conversation fits beside what he has. Everybody who assigns goes
 * through this lock first, so two assignments cannot both see the last free place.
 */
export async function takeSeat(
  tx: Work,
  userId: string,
  conversationId: string,
): Promise<{ readonly name: string }> {
  const { rows } = await tx.query<{ name: string }>(
    "select name from users where id = $1 and blocked_at is null for no key update",
    [userId],
  );
  const seat = rows[0] ?? fail("agent.not_found", { userId });
  // A statement of its own: one with the lock would count what was there before it had to wait.
  const counted = await tx.query<Counted>(countSql, [userId, conversationId]);
  const own = counted.rows[0] ?? fail("conversation.not_found", { conversationId });
  const agent = loadedOf(own);
  if (!hasRoom(agent, own.medium, own.weight)) fail("agent.at_capacity", { userId, load: loadOf(agent) });
  return { name: seat.name };
}

/** Gives a waiting conversation to an agent whose seat is taken. False when it does not wait any more. */
export async function assignWaiting(
  tx: Work,
  hooks: readonly ConversationHooks[],
  conversationId: string,
  agent: { readonly id: string; readonly name: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update conversations set state = 'assigned', assignee_id = $2, assigned_at = now(), waiting_since = null,
       attempts = 0, next_attempt_at = null, assignment_token = assignment_token + 1, version = version + 1
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
  await runHooks(hooks, "assigned", tx, { conversationId, userId: agent.id });
  tx.note(`c:${conversationId}`);
  return true;
}
