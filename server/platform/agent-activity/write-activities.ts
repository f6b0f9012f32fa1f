import type pg from "pg";
import { activitySql } from "./activity-sql.ts";

/** People named by the news of a transaction (`s:<user>`), and those before whom its offers (`o:<offer>`) ring. */
const concerned = `(select unnest($1::text[]) as id union select o.user_id from offers o where o.id = any($2::uuid[]))`;

/**
 * Their rows, held until the commit and in one order for all transactions: whoever comes second waits here, so that
 * what is read next includes what the first one did. A row that is there is locked and left as it is.
 */
const holdSql = `
  insert into agent_activity (user_id)
  select x.id from ${concerned} x where exists (select 1 from users u where u.id = x.id) order by x.id
  on conflict (user_id) do update set activity = excluded.activity where false`;

/** The log's clock never goes back for a person, whatever the database's does. */
const writeSql = `
  with doing as (
    select a.user_id, ${activitySql("a.user_id")} as activity
    from agent_activity a where a.user_id in (select x.id from ${concerned} x)),
  changed as (
    update agent_activity a set activity = d.activity, since = greatest(clock_timestamp(), a.since)
    from doing d where d.user_id = a.user_id and a.activity is distinct from d.activity
    returning a.user_id, a.activity, a.since)
  insert into status_log (workspace_id, user_id, at, kind, value, cause)
  select u.workspace_id, u.id, c.since, 'activity', c.activity, 'work' from changed c join users u on u.id = c.user_id`;

const idsOf = (refs: Iterable<string>, kind: string): string[] =>
  [...refs].filter((ref) => ref.startsWith(kind)).map((ref) => ref.slice(kind.length));

/**
 * Writes into the status log what people do now, if it is another thing than before: the last step of every
 * transaction whose news is about somebody's work, so that the log needs no commit of its own.
 */
export async function writeActivities(
  client: Pick<pg.PoolClient, "query">,
  refs: Iterable<string>,
): Promise<void> {
  const values = [idsOf(refs, "s:"), idsOf(refs, "o:")];
  if (values.every((ids) => ids.length === 0)) return;
  await client.query({ name: "hold-activities", text: holdSql, values });
  await client.query({ name: "write-activities", text: writeSql, values });
}
