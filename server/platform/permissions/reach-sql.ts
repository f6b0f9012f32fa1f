import type { Actor } from "#shared/permissions/can.ts";
import { reachesRole } from "#shared/permissions/can.ts";
import type { Grant, Permission } from "#shared/permissions/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";

/** Where a query has what the rule reads of a thing: SQL expressions. */
export interface ReachColumns {
  readonly workspace: string;
  /** The person whose thing it is; groups are those of this person, unless `groups` says otherwise. */
  readonly owner: string;
  readonly queue?: string;
  /** A query with one column `group_id`: the groups of the thing. */
  readonly groups?: string;
  /** The role of a person. */
  readonly role?: string;
}

/**
 * The SQL form of `can()`: the condition that a permission reaches a row. Puts its values behind those in `values`
 * and names them by number. Conditions of things (`when`) belong to the use-case and are not looked at.
 */
export function reachSql(
  actor: Actor,
  permission: Permission,
  columns: ReachColumns,
  values: unknown[],
  book?: RoleBook,
): string {
  const grant = actor.grants[permission];
  if (!grant) return "false";
  const put = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const parts = [
    `${columns.workspace} = ${put(actor.workspaceId, "uuid")}`,
    scopeSql(actor, grant, columns, put),
  ];
  if (grant.others) parts.push(`${columns.owner} <> ${put(actor.id, "text")}`);
  if (grant.roles !== undefined && columns.role && book) {
    const keys = book.roles.filter((role) => reachesRole(actor, grant, role)).map(({ key }) => key);
    parts.push(`${columns.role} = any(${put(keys, "text[]")})`);
  }
  return `(${parts.filter((part) => part !== "true").join(" and ")})`;
}

function scopeSql(
  actor: Actor,
  { scope, by }: Grant,
  { owner, queue, groups }: ReachColumns,
  put: (value: unknown, type: string) => string,
): string {
  if (scope === "all") return "true";
  const own = `${owner} = ${put(actor.id, "text")}`;
  if (scope === "own") return own;
  const parts = [own];
  if (queue && by !== "groups")
    parts.push(
      `${queue} = any(${put([...(by === "assigned" ? actor.assignedQueueIds : actor.queueIds)], "uuid[]")})`,
    );
  if (by === "groups" || by === undefined) {
    const led = put([...actor.ledGroupIds], "uuid[]");
    // The people of the led groups are gathered once, not looked up for each row: lists are long, groups are few.
    parts.push(
      groups
        ? `exists (select 1 from (${groups}) of_thing where of_thing.group_id = any(${led}))`
        : `${owner} in (select m.user_id from group_members m where m.group_id = any(${led}))`,
    );
  }
  return `(${parts.join(" or ")})`;
}
