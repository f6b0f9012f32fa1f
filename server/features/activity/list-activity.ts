import type pg from "pg";
import type { Activity } from "#shared/contract/house.ts";
import { type EntryRow, entryColumns, toActivity } from "./entry-row.ts";

/** What the list is limited to. */
export interface ActivityFilter {
  readonly search?: string | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly actorId?: string | undefined;
  readonly targetId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Entries of a workspace that pass a filter, newest first; those before `before` only. */
export async function listActivity(
  db: Pick<pg.Pool, "query">,
  workspaceId: string,
  filter: ActivityFilter,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Activity[]> {
  const values: unknown[] = [workspaceId];
  const put = (value: unknown) => `$${values.push(value)}`;
  const parts = ["workspace_id = $1"];
  const { search, actions, actorId, targetId, from, to } = filter;
  if (search?.trim()) {
    const like = put(`%${search.trim().replaceAll(/[\\%_]/g, "\\$&")}%`);
    parts.push(`(actor_name ilike ${like} or target_name ilike ${like} or action ilike ${like})`);
  }
  if (actions) parts.push(`action = any(${put([...actions])}::text[])`);
  if (actorId) parts.push(`actor_id = ${put(actorId)}`);
  if (targetId) parts.push(`target_id = ${put(targetId)}`);
  if (from) parts.push(`at >= ${put(from)}::timestamptz`);
  if (to) parts.push(`at < ${put(to)}::timestamptz`);
  if (before !== undefined) parts.push(`seq < ${put(before)}::int8`);
  const { rows } = await db.query<EntryRow>(
    `select ${entryColumns} from activity_log where ${parts.join(" and ")} order by seq desc limit ${put(limit)}`,
    values,
  );
  return rows.map(toActivity);
}

/** The actions that occur in a workspace's log; each costs one step in the index, however long the log is. */
export async function actionsOf(db: Pick<pg.Pool, "query">, workspaceId: string): Promise<string[]> {
  const { rows } = await db.query<{ action: string }>(
    `with recursive one as (
       (select action from activity_log where workspace_id = $1 order by action limit 1)
       union all
       select (select l.action from activity_log l where l.workspace_id = $1 and l.action > one.action
                order by l.action limit 1)
         from one where one.action is not null)
     select action from one where action is not null`,
    [workspaceId],
  );
  return rows.map(({ action }) => action);
}
