import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { BigFloor } from "./big-floor.ts";

/** What can be asked of the database. */
export interface Asks {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** Somebody alone behind his queue, with room for one: what waits there becomes possible through him alone. */
export interface ScarceAgent {
  readonly userId: string;
  readonly queueId: string;
  /** What he has. */
  busyWith: string | null;
  /** What waits for him. */
  next: string;
}

const waitsSql = `insert into conversations (id, workspace_id, customer_id, queue_id, start_id, waiting_since)
  values ($1, $2, $3, $4, $1, now())`;

/** Puts a conversation into a queue; answers its id. */
export async function comes(pool: Asks, floor: BigFloor, queueId: string): Promise<string> {
  const id = randomUUID();
  await pool.query(waitsSql, [id, floor.workspaceId, floor.customerId, queueId]);
  return id;
}

/** Some more agents, each alone behind a queue of his own and not ready, with one conversation that waits for him. */
export async function addScarceAgents(
  pool: pg.Pool,
  floor: BigFloor,
  count: number,
): Promise<readonly ScarceAgent[]> {
  const { rows } = await pool.query<{ userId: string; queueId: string }>(
    `with new_users as (
       insert into users (id, workspace_id, name, email, role, max_conversations)
       select 's-' || n || '-' || $3, $1::uuid, 'Scarce ' || n, 's' || n || '.' || $3 || '@big.example', 'agent', 1
       from generate_series(1, $2::int) n returning id),
     numbered as (select id, row_number() over () as n from new_users),
     new_queues as (
       insert into queues (id, workspace_id, name, position)
       select gen_random_uuid(), $1::uuid, 'Scarce queue ' || n, 10000 + n from numbered returning id, position),
     pairs as (select u.id as user_id, q.id as queue_id from numbered u join new_queues q on q.position = 10000 + u.n),
     members as (insert into queue_members (queue_id, user_id) select queue_id, user_id from pairs),
     status as (
       insert into agent_status (user_id, workspace_id, status, cause, since)
       select user_id, $1::uuid, 'dnd', 'chosen', now() from pairs),
     leases as (
       insert into presence_leases (user_id, connection_id, until)
       select user_id, 'c-' || user_id, now() + interval '1 day' from pairs)
     select user_id as "userId", queue_id as "queueId" from pairs`,
    [floor.workspaceId, count, floor.workspaceId.slice(0, 8)],
  );
  return Promise.all(
    rows.map(async ({ userId, queueId }) => ({
      ...{ userId, queueId, busyWith: null },
      next: await comes(pool as never, floor, queueId),
    })),
  );
}

/** He ends what he has, or becomes ready: in one commit, after which what waits for him is possible. */
export async function freeUp(pool: Asks, { userId, busyWith }: ScarceAgent): Promise<void> {
  if (busyWith)
    await pool.query("update conversations set state = 'closed', closed_at = now() where id = $1", [
      busyWith,
    ]);
  else
    await pool.query("update agent_status set status = 'ready', since = now() where user_id = $1", [userId]);
}

/** He takes what rings, and the next comes to wait for him; every second time he is not ready until it is time. */
export async function takesIt(pool: Asks, floor: BigFloor, agent: ScarceAgent): Promise<void> {
  const [taken, turn] = [agent.next, agent.busyWith === null];
  await pool.query(
    `with accepted as (
       update offers set state = 'accepted', ended_at = now(), version = version + 1
       where conversation_id = $1 and state = 'open' returning user_id)
     update conversations c set state = 'assigned', assignee_id = accepted.user_id, assigned_at = now(), waiting_since = null
     from accepted where c.id = $1`,
    [taken],
  );
  if (!turn) {
    await pool.query("update agent_status set status = 'dnd', since = now() where user_id = $1", [
      agent.userId,
    ]);
    await pool.query("update conversations set state = 'closed', closed_at = now() where id = $1", [taken]);
  }
  agent.busyWith = turn ? taken : null;
  agent.next = await comes(pool, floor, agent.queueId);
}
