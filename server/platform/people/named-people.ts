import { roleName } from "#server/platform/permissions/role-name.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";

/** Somebody in a list of a group, queue or role. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** A person with the name of his role. */
export const named = <T extends PersonRow>(book: RoleBook, person: T): T & { roleName: string } => ({
  ...person,
  roleName: roleName(book, person.role).name,
});

/** A person whom one may put somewhere, with what rules ask about him. */
export interface FoundPerson extends PersonRow {
  readonly groupIds: readonly string[];
}

interface Queryable {
  query<T>(text: string, values?: unknown[]): Promise<{ rows: T[] }>;
}

/**
 * The people of a workspace with these ids, archived ones left out. Anybody missing, of another workspace or unknown,
 * fails as `user.not_found`. Their rows are held, so that nobody is archived meanwhile.
 */
export async function peopleOf(
  tx: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundPerson>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { rows } = await tx.query<FoundPerson>(
    `select u.id, u.name, u.role,
       array(select m.group_id::text from group_members m where m.user_id = u.id) as "groupIds"
     from users u where u.workspace_id = $1 and u.id = any($2) and u.archived_at is null
     order by u.id for share of u`,
    [workspaceId, wanted],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const missing = wanted.filter((id) => !found.has(id));
  if (missing.length > 0) fail("user.not_found", { missing });
  return found;
}
