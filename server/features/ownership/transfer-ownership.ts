import type { By } from "#server/platform/activity/by.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { fail } from "#shared/errors/app-error.ts";

interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly active: boolean;
}

/** The role to which the ownership goes, and which the one who gives it away gets. */
const heir = "administrator";

/**
 * The Owner and an Administrator change places, in one transaction: there is never nobody at the top. The password has
 * been checked before. Both are read anew and held, so that neither has been demoted or blocked meanwhile.
 */
export async function transferOwnership(tx: Work, { actor, entry }: By, userId: string): Promise<void> {
  const { workspaceId } = actor;
  // As every change of roles and blocks: one at a time in a workspace.
  await tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);
  const book = await roleBookOf(tx, workspaceId);
  const { rows } = await tx.query<Person>(
    `select id, name, role, blocked_at is null and archived_at is null as active
     from users where id = any($1) and workspace_id = $2 order by id for no key update`,
    [[actor.id, userId], workspaceId],
  );
  const [owner, next] = [actor.id, userId].map((id) => rows.find((row) => row.id === id));
  if (!next) return fail("user.not_found", { userId });
  if (!owner?.active || owner.role !== book.top) return fail("permission.denied", { role: owner?.role });
  if (!next.active || book.refOf(next.role).basedOn !== heir) fail("owner.needs_administrator", { userId });
  const swap = "update users set role = $2, version = version + 1, updated_at = now() where id = $1";
  await tx.query(swap, [next.id, book.top]);
  await tx.query(swap, [owner.id, heir]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "ownership.transferred",
    target: { kind: "user", id: next.id, name: next.name },
    before: { owner: owner.name, role: next.role },
    after: { owner: next.name, role: book.top },
  });
}
