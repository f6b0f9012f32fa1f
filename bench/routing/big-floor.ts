import { randomUUID } from "node:crypto";
import type pg from "pg";

export interface FloorSize {
  readonly agents: number;
  readonly queues: number;
  /** Queues that each agent answers. */
  readonly queuesPerAgent: number;
}

export interface BigFloor {
  readonly workspaceId: string;
  readonly queueIds: readonly string[];
  readonly customerId: string;
}

/**
 * A floor where everybody is there and ready, each agent in some queues, with none to three of the four chats that he
 * takes: made by plain SQL, because what is measured is the routing and not the signing in.
 */
export async function buildBigFloor(
  pool: pg.Pool,
  { agents, queues, queuesPerAgent }: FloorSize,
): Promise<BigFloor> {
  const workspaceId = randomUUID();
  const [customerId, mark] = [randomUUID(), workspaceId.slice(0, 8)];
  await pool.query(
    "insert into workspaces (id, key, name, identity_secret) values ($1, $2, 'Big floor', repeat('x', 40))",
    [workspaceId, `big-${mark}`],
  );
  await pool.query(
    `insert into users (id, workspace_id, name, email, role, max_conversations)
     select 'a-' || $2 || '-' || n, $1, 'Agent ' || n, 'a' || n || '.' || $2 || '@big.example', 'agent', 4
     from generate_series(1, $3::int) n`,
    [workspaceId, mark, agents],
  );
  const { rows } = await pool.query<{ id: string }>(
    `insert into queues (id, workspace_id, name, position)
     select gen_random_uuid(), $1, 'Queue ' || n, n from generate_series(1, $2::int) n returning id`,
    [workspaceId, queues],
  );
  const queueIds = rows.map(({ id }) => id);
  await pool.query(
    `insert into queue_members (queue_id, user_id)
     select distinct ($1::uuid[])[1 + (n * 7 + k * 61) % $2], 'a-' || $3 || '-' || n
     from generate_series(1, $4::int) n, generate_series(1, $5::int) k`,
    [queueIds, queues, mark, agents, queuesPerAgent],
  );
  await pool.query(
    `insert into agent_status (user_id, workspace_id, status, cause, since)
     select id, workspace_id, 'ready', 'chosen', now() - random() * interval '10 minutes' from users where workspace_id = $1`,
    [workspaceId],
  );
  await pool.query(
    `insert into presence_leases (user_id, connection_id, until)
     select id, 'c-' || id, now() + interval '1 day' from users where workspace_id = $1`,
    [workspaceId],
  );
  await pool.query("insert into customers (id, workspace_id, name) values ($1, $2, 'Customer')", [
    customerId,
    workspaceId,
  ]);
  await busyDesks(pool, workspaceId, queueIds);
  await pool.query("vacuum analyze");
  return { workspaceId, queueIds, customerId };
}

/** Work that goes on all the time: each agent has none to three chats. */
async function busyDesks(pool: pg.Pool, workspaceId: string, queueIds: readonly string[]): Promise<void> {
  await pool.query(
    `with customer as (insert into customers (workspace_id, name) values ($1, 'Customer at work') returning id)
     insert into conversations (workspace_id, customer_id, queue_id, start_id, state, assignee_id, assigned_at, last_message_at)
     select $1, customer.id, ($2::uuid[])[1 + n % $3], gen_random_uuid(), 'assigned', u.id, now(), now()
     from customer, (select id, row_number() over (order by id) as n from users where workspace_id = $1) u
     cross join generate_series(1, 3) k where k <= u.n % 4`,
    [workspaceId, queueIds, queueIds.length],
  );
}
