import { transact, type Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { changeStatus } from "./change-status.ts";
import type { StatusStore, StatusUser } from "./deps.ts";
import { busySql } from "./status-sql.ts";

/** The app's lease: it beats every 10 s; after this long without a beat nobody is there any more. */
const leaseSeconds = 25;
/** A connection that went leaves this long, so that a reload is not an absence. */
const graceSeconds = 8;
/** Away longer than this, and the former status is not given back. */
const returnWithin = "5 minutes";
/** One process at a time looks whose role has lost its status. */
const rightsLock = 7_312;

/** A connection as the lease knows it; `deviceId` null: it did not say which device it is. */
interface Connection {
  readonly connectionId: string;
  readonly deviceId: string | null;
}

/**
 * A connection came. Someone who was offline is put Online (direct work only); who lost his connection a moment
 * ago gets back what he had chosen.
 */
export const arrive = async (
  { pool, news }: StatusStore,
  user: StatusUser,
  connection: Connection,
): Promise<void> =>
  news.publish(
    await transact(pool, async (tx) => {
      await beat(tx, user.id, connection);
      const { rows } = await tx.query<{ lost: boolean; inTime: boolean }>(
        `select cause = 'connection_lost' as lost, since > now() - interval '${returnWithin}' as "inTime"
         from agent_status where user_id = $1 for update`,
        [user.id],
      );
      const { lost = false, inTime = false } = rows[0] ?? {};
      await changeStatus(tx, user, lost ? { type: "connectionBack", inTime } : { type: "signedIn" });
      // He is there again, or on one more device, even if his status is as it was.
      tx.note(`s:${user.id}`);
    }),
  );

/**
 * Keeps a connection's lease, on the database's clock. True when he passes for lost all the same: the lease had
 * lapsed while the connection stood, as in a long pause of the database. Then he has to arrive anew.
 */
export async function beat(
  db: Pick<Work, "query">,
  userId: string,
  { connectionId, deviceId }: Connection,
): Promise<boolean> {
  const { rows } = await db.query<{ lost: boolean | null }>(
    `insert into presence_leases (user_id, connection_id, device_id, until)
     values ($1, $2, $3, now() + interval '${leaseSeconds} seconds')
     on conflict (user_id, connection_id) do update set until = excluded.until
     returning (select s.cause = 'connection_lost' from agent_status s where s.user_id = $1) as lost`,
    [userId, connectionId, deviceId],
  );
  return rows[0]?.lost === true;
}

/** A connection went on purpose or broke. The lease is shortened to a moment of grace; the rest is the sweep's work. */
export async function depart(
  { pool }: Pick<StatusStore, "pool">,
  userId: string,
  connectionId: string,
): Promise<void> {
  await pool.query(
    `update presence_leases set until = least(until, now() + interval '${graceSeconds} seconds')
     where user_id = $1 and connection_id = $2`,
    [userId, connectionId],
  );
}

/** Signed out on purpose, and no session is left: offline by his own doing, so nothing is given back later. */
export const signOut = async ({ pool, news }: StatusStore, userId: string): Promise<void> =>
  news.publish(
    await transact(pool, async (tx) => {
      const { rows } = await tx.query<{ workspaceId: string }>(
        `select workspace_id as "workspaceId" from users u where id = $1
         and exists (select 1 from agent_status a where a.user_id = u.id)
         and not exists (select 1 from sessions s where s.user_id = u.id and s.expires_at > now())`,
        [userId],
      );
      if (!rows[0]) return;
      await tx.query("delete from presence_leases where user_id = $1", [userId]);
      await changeStatus(tx, { id: userId, workspaceId: rows[0].workspaceId }, { type: "signedOut" });
    }),
  );

const usersWhere = async (tx: Work, condition: string): Promise<StatusUser[]> => {
  // Whoever is being changed just now is looked at again in a moment.
  const { rows } = await tx.query<StatusUser>(
    `select s.user_id as id, s.workspace_id as "workspaceId" from agent_status s where ${condition}
     order by s.user_id for update skip locked`,
  );
  return rows;
};

/**
 * What happens to statuses by itself: those whose last lease lapsed are offline, and what they had is remembered;
 * what was chosen as the next one comes to who is not busy any more.
 */
export const sweepStatuses = async ({ pool, news }: StatusStore): Promise<void> =>
  news.publish(
    await transact(pool, async (tx) => {
      const { rows: lapsed } = await tx.query<{ userId: string }>(
        `delete from presence_leases where until < now() returning user_id as "userId"`,
      );
      for (const { userId } of lapsed) tx.note(`s:${userId}`);
      const lost = await usersWhere(
        tx,
        "s.status <> 'offline' and not exists (select 1 from presence_leases l where l.user_id = s.user_id)",
      );
      for (const user of lost) await changeStatus(tx, user, { type: "connectionLost" });
      const free = await usersWhere(
        tx,
        `s.next is not null and s.cause <> 'connection_lost' and not ${busySql("s.user_id")}`,
      );
      for (const user of free) await changeStatus(tx, user, { type: "becameFree" });
    }),
  );

/** Takes the status from those whose role does not give one any more. */
export const sweepRights = async ({ pool, news }: StatusStore): Promise<void> =>
  news.publish(
    await transact(pool, async (tx) => {
      const { rows } = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [
        rightsLock,
      ]);
      if (!rows[0]?.mine) return;
      const without = await usersWhere(
        tx,
        `s.cause <> 'rights_changed' and (s.status <> 'offline' or s.before is not null or s.next is not null)
         and exists (select 1 from users u where u.id = s.user_id and not ${hasPermissionSql("status.set", "u")})`,
      );
      for (const user of without) await changeStatus(tx, user, { type: "rightsLost" });
    }),
  );

/** True when his own role gives him a status, whatever he looks as at the moment. */
export async function hasStatus({ pool }: Pick<StatusStore, "pool">, userId: string): Promise<boolean> {
  const { rows } = await pool.query<{ has: boolean }>(
    `select ${hasPermissionSql("status.set", "u")} as has from users u where u.id = $1`,
    [userId],
  );
  return rows[0]?.has === true;
}
