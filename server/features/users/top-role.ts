import { fail } from "#shared/errors/app-error.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import type { Queryable } from "./deps.ts";
import type { Person } from "./person.ts";

/** Throws `owner.last` when nobody active would be left at the top without this person. */
export async function keepTop(tx: Queryable, person: Person, book: RoleBook): Promise<void> {
  if (person.role !== book.top || person.state !== "active") return;
  const { rowCount } = await tx.query(
    `select 1 from users where workspace_id = $1 and role = $2 and id <> $3
      and blocked_at is null and archived_at is null limit 1`,
    [person.workspaceId, book.top, person.id],
  );
  if (rowCount === 0) fail("owner.last", { userId: person.id });
}
