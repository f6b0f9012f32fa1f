import { transact, type Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { changeStatus } from "./change-status.ts";
import type { StatusStore, StatusUser } from "./deps.ts";

/** The app's lease: it beats every 10 s; after this long without a beat nobody is there any more. */
const leaseSeconds = 25;
/** A connection that went leaves this long, so that a reload is not an absence. */
const graceSeconds = 8;
/** Away longer than this, and the former status is not given back. */
const returnWithin = "5 minutes";

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

/** True when his own role gives him a status, whatever he looks as at the moment. */
export async function hasStatus(
  { pool }: { readonly pool: Pick<Work, "query"> },
  userId: string,
): Promise<boolean> {
  const { rows } = await pool.query<{ has: boolean }>(
    `select ${hasPermissionSql("status.set", "u")} as has from users u where u.id = $1`,
    [userId],
  );
  return rows[0]?.has === true;
}
