import type { Work } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { roleName } from "#server/platform/permissions/role-name.ts";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { fieldsOf, type Grant, type Grants, permissionNames } from "#shared/permissions/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";

type Queryable = Pick<Work, "query">;

/** A custom role as it is stored. */
export interface CustomRoleRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly basedOn: string;
  readonly grants: Grants;
  readonly version: number;
}

/** The roles by name, in order of rank. */
export async function listRoleNames(db: Queryable, workspaceId: string) {
  const book = await roleBookOf(db as never, workspaceId);
  return book.roles.map(({ key }) => roleName(book, key));
}

/** Every role with what it may do and how many people have it. */
export async function listRoles(db: Queryable, actor: Actor) {
  const { workspaceId } = actor;
  if (!can(actor, "roles.view", { workspaceId })) fail("permission.denied", { workspaceId });
  const book = await roleBookOf(db as never, workspaceId);
  const [people, versions] = await Promise.all([countPeople(db, workspaceId), readVersions(db, workspaceId)]);
  return {
    scheme: book.scheme,
    roles: book.roles.map(({ key }) => toRole(book, key, versions.get(key), people.get(key))),
  };
}

/** A role as the contract gives it; a built-in one never changes. */
export const toRole = (book: RoleBook, key: string, version = 1, people = 0): RoleWithGrants => ({
  ...roleName(book, key),
  version,
  people,
  grants: book.grantsOf(key) as RoleWithGrants["grants"],
  landing: [...(book.get(key)?.landing ?? [])],
});

/** One role anew, after a change. */
export async function readRole(db: Queryable, workspaceId: string, key: string): Promise<RoleWithGrants> {
  const book = await roleBookOf(db as never, workspaceId);
  const [people, versions] = await Promise.all([countPeople(db, workspaceId), readVersions(db, workspaceId)]);
  return toRole(book, key, versions.get(key), people.get(key));
}

/** Holds a custom role until the end of the transaction; a built-in one and none have a code of their own. */
export async function holdCustomRole(
  tx: Queryable,
  book: RoleBook,
  workspaceId: string,
  key: string,
): Promise<CustomRoleRow> {
  const { rows } = await tx.query<CustomRoleRow>(
    `select id, key, name, based_on as "basedOn", grants, version from custom_roles
     where workspace_id = $1 and key = $2 for update`,
    [workspaceId, key],
  );
  if (rows[0]) return rows[0];
  const known = book.get(key);
  return fail(known && !known.custom ? "role.built_in" : "role.not_found", { key });
}

async function countPeople(db: Queryable, workspaceId: string): Promise<Map<string, number>> {
  const { rows } = await db.query<{ role: string; people: number }>(
    "select role, count(*)::int as people from users where workspace_id = $1 and archived_at is null group by role",
    [workspaceId],
  );
  return new Map(rows.map(({ role, people }) => [role, people]));
}

async function readVersions(db: Queryable, workspaceId: string): Promise<Map<string, number>> {
  const { rows } = await db.query<{ key: string; version: number }>(
    "select key, version from custom_roles where workspace_id = $1",
    [workspaceId],
  );
  return new Map(rows.map(({ key, version }) => [key, version]));
}

/** People of a role, by name; archived ones count too where `all`, because they may come back. */
export async function namesWithRole(
  db: Queryable,
  workspaceId: string,
  key: string,
  all = false,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select name from users where workspace_id = $1 and role = $2 and ($3 or archived_at is null) order by name, id`,
    [workspaceId, key, all],
  );
  return rows.map(({ name }) => name);
}

/** Grants in the order of the catalogue, without fields and limits that say nothing. */
export function tidyGrants(grants: Grants): Grants {
  return Object.fromEntries(
    permissionNames.flatMap((permission) => {
      const grant = grants[permission];
      return grant ? [[permission, tidyGrant(grant, fieldsOf(permission))]] : [];
    }),
  );
}

function tidyGrant({ scope, fields, roles, others, by, when }: Grant, all: readonly string[]): Grant {
  const open = fields && all.filter((field) => fields.includes(field));
  return {
    scope,
    ...(open && open.length < all.length && { fields: open }),
    ...(roles !== undefined && { roles: roles === "below" ? roles : [...new Set(roles)] }),
    ...(others === true && { others }),
    ...(by !== undefined && scope === "managed" && { by }),
    ...(when !== undefined && when.length > 0 && { when: [...new Set(when)].sort() }),
  };
}
