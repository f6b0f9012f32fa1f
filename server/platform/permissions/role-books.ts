import type pg from "pg";
import { type CustomRole, createRoleBook, type RoleBook } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";

/** The roles of a workspace as they are now; throws when there is no such workspace. */
export async function roleBookOf(db: Pick<pg.Pool, "query">, workspaceId: string): Promise<RoleBook> {
  const { rows } = await db.query<{ scheme: SchemeName; roles: CustomRole[] }>(
    `select w.scheme, coalesce((select json_agg(json_build_object(
         'key', r.key, 'name', r.name, 'basedOn', r.based_on, 'grants', r.grants) order by r.name)
       from custom_roles r where r.workspace_id = w.id), '[]') as roles
     from workspaces w where w.id = $1`,
    [workspaceId],
  );
  const [row] = rows;
  if (!row) throw new Error(`there is no workspace ${workspaceId}`);
  return createRoleBook(row.scheme, row.roles);
}
