import type { Grants } from "#shared/permissions/catalogue.ts";
import { mayLead, mayWatchQueues } from "#shared/permissions/looking-after.ts";
import type { Queryable } from "./deps.ts";

/** What somebody looked after until now, by name. */
export interface EndedDuties {
  readonly ledGroups?: readonly string[];
  readonly assignedQueues?: readonly string[];
}

/**
 * Whose new role may look after nobody leads no group any more, and whose may not watch queues is assigned to none:
 * otherwise he would see what waits there by a place that he could not be given today.
 */
export async function endDuties(tx: Queryable, userId: string, grants: Grants): Promise<EndedDuties> {
  const ledGroups = mayLead(grants) ? [] : await leave(tx, userId, "group_leaders", "group_id", "groups");
  const assignedQueues = mayWatchQueues(grants)
    ? []
    : await leave(tx, userId, "queue_supervisors", "queue_id", "queues");
  return {
    ...(ledGroups.length > 0 && { ledGroups }),
    ...(assignedQueues.length > 0 && { assignedQueues }),
  };
}

async function leave(
  tx: Queryable,
  userId: string,
  table: "group_leaders" | "queue_supervisors",
  column: "group_id" | "queue_id",
  of: "groups" | "queues",
): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    `with gone as (delete from ${table} where user_id = $1 returning ${column} as id)
     update ${of} t set version = t.version + 1 from gone where t.id = gone.id returning t.name`,
    [userId],
  );
  return rows.map(({ name }) => name).sort();
}
