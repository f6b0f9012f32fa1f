import type { Permission } from "#shared/permissions/catalogue.ts";
import { schemeNames, schemes } from "#shared/permissions/schemes/index.ts";

/**
 * The SQL form of "this person's role has this permission", for a row of `users` named by `alias`. Built-in roles are
 * listed from the schemes, custom ones are read. Conditions of the grant are not looked at.
 */
export function hasPermissionSql(permission: Permission, alias: string): string {
  const builtIn = schemeNames.flatMap((scheme) =>
    schemes[scheme].roles.filter(({ grants }) => grants[permission]).map(({ key }) => `'${scheme}/${key}'`),
  );
  return `coalesce(
    (select r.grants ? '${permission}' from custom_roles r where r.workspace_id = ${alias}.workspace_id and r.key = ${alias}.role),
    (select w.scheme || '/' || ${alias}.role in (${builtIn.join(", ")}) from workspaces w where w.id = ${alias}.workspace_id))`;
}
