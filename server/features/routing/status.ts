import type pg from "pg";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { AgentStatus, StatusName } from "#shared/contract/session.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { RoutingDeps } from "./deps.ts";

/** The app's lease: it beats every 10 s; after this long without a beat nobody is there any more. */
export const leaseSeconds = 25;
/** Away longer than this, and the former status is not given back. */
const returnWithin = "5 minutes";

type Cause = AgentStatus["cause"];

interface Row extends Omit<AgentStatus, "since" | "userId"> {
  userId: string;
  since: Date;
}

const columns = `s.user_id as "userId", s.version, s.status, s.since, s.cause,
  exists (select 1 from presence_leases l where l.user_id = s.user_id and l.until > now()) as present`;

const toStatus = (row: Row): AgentStatus => ({ ...row, since: row.since.toISOString() }) as AgentStatus;

/** The statuses of some users; one who never had any is offline. */
export async function statusesOf(
  pool: Pick<pg.Pool, "query">,
  userIds: readonly string[],
): Promise<AgentStatus[]> {
  const { rows } = await pool.query<Row>(
    `select u.id as "userId", coalesce(s.version, 1) as version, coalesce(s.status, 'offline') as status,
       coalesce(s.since, u.created_at) as since, coalesce(s.cause, 'signed_out') as cause,
       exists (select 1 from presence_leases l where l.user_id = u.id and l.until > now()) as present
     from users u left join agent_status s on s.user_id = u.id where u.id = any($1)`,
    [userIds],
  );
  return rows.map(toStatus);
}

/** One user's status. */
export const statusOf =
  ({ pool }: Pick<RoutingDeps, "pool">) =>
  async (userId: string): Promise<AgentStatus> =>
    (await statusesOf(pool, [userId]))[0] ?? fail("agent.not_found", { userId });

/** Writes a status inside a transaction. Choosing what one has already changes nothing but the cause. */
export async function writeStatus(
  tx: Work,
  user: { readonly id: string; readonly workspaceId: string },
  status: StatusName,
  cause: Cause,
): Promise<void> {
  await tx.query(
    `insert into agent_status as s (user_id, workspace_id, status, cause) values ($1, $2, $3, $4)
     on conflict (user_id) do update set status = $3, cause = $4, before = null, version = s.version + 1,
       since = case when s.status = $3 then s.since else now() end`,
    [user.id, user.workspaceId, status, cause],
  );
  tx.note(`s:${user.id}`);
}

/** The person chose it. The system never chooses Ready for anybody. */
export const chooseStatus =
  (deps: RoutingDeps) =>
  async (user: { id: string; workspaceId: string }, status: StatusName): Promise<AgentStatus> => {
    await deps.news.publish(await transact(deps.pool, (tx) => writeStatus(tx, user, status, "chosen")));
    return statusOf(deps)(user.id);
  };

/**
 * A connection came. Someone who was offline is put Online (direct work only); who lost his connection a moment
 * ago gets back what he had chosen.
 */
export async function arrive(
  deps: RoutingDeps,
  user: { id: string; workspaceId: string },
  connectionId: string,
): Promise<void> {
  await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      await beat(tx, user.id, connectionId);
      const { rows } = await tx.query<{
        status: StatusName;
        before: StatusName | null;
        recent: boolean;
        cause: Cause;
      }>(
        `select status, before->>'status' as before, cause, since > now() - interval '${returnWithin}' as recent
         from agent_status where user_id = $1 for update`,
        [user.id],
      );
      const [known] = rows;
      tx.note(`s:${user.id}`);
      if (!known) await writeStatus(tx, user, "online", "signed_in");
      else if (known.cause === "connection_lost") {
        const back = known.recent && known.before ? known.before : "online";
        await writeStatus(tx, user, back, "connection_back");
      } else if (known.status === "offline" && known.cause === "signed_out")
        await writeStatus(tx, user, "online", "signed_in");
    }),
  );
}

/**
 * Keeps a connection's lease, on the database's clock. True when he passes for lost all the same: the lease had
 * lapsed while the connection stood, as in a long pause of the database. Then he has to arrive anew.
 */
export async function beat(db: Pick<Work, "query">, userId: string, connectionId: string): Promise<boolean> {
  const { rows } = await db.query<{ lost: boolean | null }>(
    `insert into presence_leases (user_id, connection_id, until) values ($1, $2, now() + interval '${leaseSeconds} seconds')
     on conflict (user_id, connection_id) do update set until = excluded.until
     returning (select s.cause = 'connection_lost' from agent_status s where s.user_id = $1) as lost`,
    [userId, connectionId],
  );
  return rows[0]?.lost === true;
}

/**
 * A connection went on purpose or broke. The lease is shortened to a moment of grace, so that a reload is not an
 * absence; what follows is the sweep's work.
 */
export async function depart(
  { pool }: Pick<RoutingDeps, "pool">,
  userId: string,
  connectionId: string,
): Promise<void> {
  await pool.query(
    `update presence_leases set until = least(until, now() + interval '8 seconds') where user_id = $1 and connection_id = $2`,
    [userId, connectionId],
  );
}

/** Those whose last lease lapsed are offline now, by the system, and what they had is remembered. */
export async function sweepPresence(deps: RoutingDeps): Promise<void> {
  await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      await tx.query("delete from presence_leases where until < now()");
      const { rows } = await tx.query<{ id: string }>(
        `update agent_status s set before = jsonb_build_object('status', status, 'customStatusId', custom_status_id, 'reason', reason), status = 'offline', cause = 'connection_lost', since = now(),
           version = version + 1
         where status <> 'offline' and not exists (select 1 from presence_leases l where l.user_id = s.user_id)
         returning user_id as id`,
      );
      tx.note(...rows.map(({ id }) => `s:${id}`));
    }),
  );
}

/** The statuses behind references, with their workspaces, for telling. */
export async function tellableStatuses(pool: pg.Pool, userIds: readonly string[]) {
  const { rows } = await pool.query<Row & { workspaceId: string }>(
    `select ${columns}, s.workspace_id as "workspaceId" from agent_status s where s.user_id = any($1)`,
    [userIds],
  );
  return rows.map(({ workspaceId, ...row }) => ({ workspaceId, status: toStatus(row) }));
}
