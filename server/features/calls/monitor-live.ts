import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import { Watched } from "#shared/contract/calls.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { callRows, legOfUser } from "./call-rows.ts";
import { liveCall, namesOf } from "./call-view.ts";
import type { CallDeps } from "./deps.ts";

interface Row {
  readonly conversationId: string;
  readonly queueId: string;
  readonly queueName: string;
  readonly state: string;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly groupIds: readonly string[];
  readonly medium: string;
  readonly customerName: string;
  readonly since: Date;
  readonly lastMessage: string | null;
}

const mostShown = 500;

/**
 * Live conversations of those whom somebody watches over, and, as the scheme of Voximplant Kit has it, what nobody has yet
 * and what assistants have; the longest first.
 */
export async function liveOf(deps: CallDeps, actor: Actor): Promise<Watched[]> {
  const values: unknown[] = [];
  const reach = reachSql(
    actor,
    "monitor.conversations.view",
    {
      workspace: "c.workspace_id",
      owner: "c.assignee_id",
      queue: "c.queue_id",
      groups: "select gm.group_id from group_members gm where gm.user_id = c.assignee_id",
    },
    values,
  );
  const home = values.push(actor.workspaceId);
  const { rows } = await deps.pool.query<Row>(
    `select c.id as "conversationId", c.state, c.queue_id as "queueId", q.name as "queueName", u.id as "agentId", u.name as "agentName",
       array(select gm.group_id from group_members gm where gm.user_id = u.id) as "groupIds", c.medium,
       cu.name as "customerName",
       coalesce(c.assigned_at, c.waiting_since, c.created_at) as since, c.last_message_text as "lastMessage"
     from conversations c left join users u on u.id = c.assignee_id join queues q on q.id = c.queue_id
       join customers cu on cu.id = c.customer_id
     where c.state <> 'closed' and (${reach} or (c.workspace_id = $${home}::uuid and c.assignee_id is null))
     order by since limit ${mostShown}`,
    values,
  );
  const calls = await callRows(deps.pool, "k.ended_at is null and k.conversation_id = any($1::uuid[])", [
    rows.map(({ conversationId }) => conversationId),
  ]);
  const names = await namesOf(deps.pool, calls);
  return rows.map((row) => {
    const { conversationId, state, queueId, agentId, groupIds, medium, customerName, lastMessage } = row;
    const call = calls.find((one) => one.conversationId === conversationId);
    const thing = { workspaceId: actor.workspaceId, ownerId: agentId, queueId, groupIds };
    // Watching is not reading: the words of what nobody has are for those who may look into it.
    const mayRead =
      agentId !== null ||
      can(actor, state === "waiting" ? "conversation.unassigned.view" : "conversation.view", thing);
    return Watched.parse({
      ...{ conversationId, state, medium, customerName },
      lastMessage: mayRead ? lastMessage : null,
      queue: { id: queueId, name: row.queueName },
      agent: agentId ? { id: agentId, name: row.agentName ?? "" } : null,
      since: row.since.toISOString(),
      // Who is in it himself sees no more of it here than in his call.
      call: call ? liveCall(call, names, legOfUser(call.call, actor.id) ? actor.id : null) : null,
      mayJoin: agentId !== null && agentId !== actor.id && can(actor, "monitor.join", thing),
    });
  });
}
