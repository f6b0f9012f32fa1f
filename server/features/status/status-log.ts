import type pg from "pg";
import type { ShownLog, StatusLogEntry } from "#shared/contract/statuses.ts";

export interface LogQuery {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly show: ShownLog;
}

const conditions: Readonly<Record<ShownLog, string>> = {
  status: "kind <> 'activity'",
  activity: "kind = 'activity'",
  all: "true",
};

/**
 * A page of somebody's log, newest first. Ids are a cursor here because one person's lines of a kind are written one
 * transaction after the other: each holds his status, or what he does, until it commits.
 */
export async function logPage(
  pool: pg.Pool,
  userId: string,
  { before, limit, show }: LogQuery,
): Promise<{ entries: StatusLogEntry[]; more: boolean }> {
  const { rows } = await pool.query<Omit<StatusLogEntry, "at"> & { at: Date; id: string | number }>(
    `select id, at, kind, value, custom_name as "customName", reason, cause, by_name as "byName"
     from status_log where user_id = $1 and ($2::bigint is null or id < $2::bigint) and ${conditions[show]}
     order by id desc limit $3`,
    [userId, before ?? null, limit + 1],
  );
  const entries = rows
    .slice(0, limit)
    .map((row) => ({ ...row, id: Number(row.id), at: row.at.toISOString() }));
  return { entries, more: rows.length > limit };
}
