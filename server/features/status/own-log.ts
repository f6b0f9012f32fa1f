import type pg from "pg";
import type { StatusLogEntry } from "#shared/contract/statuses.ts";

/**
 * A page of somebody's own log, newest first. Ids are a cursor here because one person's lines are written one
 * transaction after the other: each holds his status until it commits.
 */
export const ownLog =
  (pool: pg.Pool) =>
  async (
    userId: string,
    { before, limit }: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<{ entries: StatusLogEntry[]; more: boolean }> => {
    const { rows } = await pool.query<Omit<StatusLogEntry, "at"> & { at: Date; id: string | number }>(
      `select id, at, kind, value, custom_name as "customName", reason, cause, by_name as "byName"
       from status_log where user_id = $1 and ($2::bigint is null or id < $2::bigint) order by id desc limit $3`,
      [userId, before ?? null, limit + 1],
    );
    const entries = rows
      .slice(0, limit)
      .map((row) => ({ ...row, id: Number(row.id), at: row.at.toISOString() }));
    return { entries, more: rows.length > limit };
  };
