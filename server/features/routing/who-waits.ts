import type pg from "pg";
import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import { WhoWaits } from "#shared/contract/routing.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { urgencySql } from "../conversations/index.ts";

const mostShown = 100;

interface Row {
  readonly rules: Partial<QueueRules>;
  readonly waitingSince: Date;
  readonly total: number;
}

/** Who waits in the queues that somebody watches over, the most urgent first; nothing of what was said. */
export async function whoWaits(pool: pg.Pool, actor: Actor): Promise<WhoWaits> {
  const values: unknown[] = [];
  const reach = reachSql(
    actor,
    "monitor.waiting.view",
    {
      workspace: "c.workspace_id",
      owner: "c.assignee_id",
      queue: "c.queue_id",
      groups: "select null::uuid as group_id where false",
    },
    values,
  );
  const { rows } = await pool.query<Row>(
    `select c.id as "conversationId", cu.name as "customerName", json_build_object('id', q.id, 'name', q.name) as queue,
       (select json_build_object('id', g.id, 'name', g.name) from groups g where g.id = c.group_id) as "group",
       c.medium, c.priority, c.waiting_since as "waitingSince", c.attempts, q.rules, (count(*) over ())::int as total,
       array(select u.name from offers o join users u on u.id = o.user_id
         where o.conversation_id = c.id and o.state = 'open' and o.expires_at > now() order by u.name) as "ringsAt"
     from conversations c join queues q on q.id = c.queue_id join customers cu on cu.id = c.customer_id
     where c.state = 'waiting' and ${reach}
     order by ${urgencySql("c")} desc, c.waiting_since, c.id limit ${mostShown}`,
    values,
  );
  return WhoWaits.parse({
    waiting: rows.map(({ rules, waitingSince, ...row }) => ({
      ...row,
      waitingSince: waitingSince.toISOString(),
      targetSeconds: queueRulesOf(rules).serviceLevel.seconds,
    })),
    total: rows[0]?.total ?? 0,
  });
}
