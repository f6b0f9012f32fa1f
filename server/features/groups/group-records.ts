import type { Work } from "#server/platform/news/index.ts";
import { named, type PersonRow } from "#server/platform/people/named-people.ts";
import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { Group } from "#shared/contract/groups.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";

/** A group as it is stored. Archived people keep their place and are on no list. */
export interface GroupRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly leaders: readonly PersonRow[];
  readonly members: readonly PersonRow[];
  readonly outboundCalls: boolean | null;
  readonly callHistory: boolean | null;
}

type Queryable = Pick<Work, "query">;

const peopleIn = (table: "group_leaders" | "group_members") => `coalesce(
  (select json_agg(json_build_object('id', u.id, 'name', u.name, 'role', u.role) order by u.name, u.id)
   from ${table} l join users u on u.id = l.user_id where l.group_id = g.id and u.archived_at is null), '[]')`;

const columns = `g.id, g.version, g.name, ${peopleIn("group_leaders")} as leaders,
  ${peopleIn("group_members")} as members, g.outbound_calls as "outboundCalls", g.call_history as "callHistory"`;

/** The SQL form of "this permission reaches the group `g`". */
const groupReach = (actor: Actor, permission: Permission, values: unknown[]) =>
  reachSql(
    actor,
    permission,
    { workspace: "g.workspace_id", owner: "''::text", groups: "select g.id as group_id" },
    values,
  );

/** A group as a thing of the rules. */
export const groupThing = (workspaceId: string, groupId: string) => ({ workspaceId, groupIds: [groupId] });

export const reachesGroup = (actor: Actor, permission: Permission, groupId: string): boolean =>
  can(actor, permission, groupThing(actor.workspaceId, groupId));

/** The groups whom the actor may see, by name. */
export async function listGroups(db: Queryable, actor: Actor): Promise<Group[]> {
  const values: unknown[] = [];
  const [book, { rows }] = await Promise.all([
    roleBookOf(db, actor.workspaceId),
    db.query<GroupRow>(
      `select ${columns} from groups g where ${groupReach(actor, "groups.view", values)} order by g.name`,
      values,
    ),
  ]);
  return rows.map((row) => toGroup(book, row));
}

/** One group of the actor's workspace, or `group.not_found`. What he may do with it is for the caller to ask. */
export async function findGroup(db: Queryable, actor: Actor, groupId: string): Promise<GroupRow> {
  const { rows } = await db.query<GroupRow>(
    `select ${columns} from groups g where g.id = $1 and g.workspace_id = $2`,
    [groupId, actor.workspaceId],
  );
  return rows[0] ?? fail("group.not_found", { groupId });
}

/** Holds a group of the workspace until the end of the transaction; `group.not_found` when there is none. */
export async function holdGroup(tx: Queryable, actor: Actor, groupId: string): Promise<GroupRow> {
  await tx.query("select 1 from groups where id = $1 and workspace_id = $2 for update", [
    groupId,
    actor.workspaceId,
  ]);
  return findGroup(tx, actor, groupId);
}

/** The group as the contract gives it. */
export const toGroup = (book: Parameters<typeof named>[0], { leaders, members, ...group }: GroupRow): Group =>
  ({
    ...group,
    leaders: leaders.map((one) => named(book, one)),
    members: members.map((one) => named(book, one)),
    // Brands are given by the contract's output check, through which every answer goes.
  }) as unknown as Group;
