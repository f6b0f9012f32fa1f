import type { By } from "#server/platform/activity/by.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { roleName } from "#server/platform/permissions/role-name.ts";
import type { RoleName } from "#shared/contract/grants.ts";
import { fail } from "#shared/errors/app-error.ts";
import { can } from "#shared/permissions/can.ts";
import { beyond, outgrows } from "#shared/permissions/giving-roles.ts";

/**
 * From now on this session sees what a role sees, read only. A role above one's own is refused, and so is one that
 * allows more than one's own copy, or a copy that allows more than one may: looking must not open what is closed.
 */
export async function viewAs(tx: Work, { actor, entry }: By, key: string): Promise<RoleName> {
  const { workspaceId, sessionId } = actor;
  if (!can(actor, "roles.preview", { workspaceId })) fail("permission.denied", { key });
  const book = await roleBookOf(tx as never, workspaceId);
  const role = book.get(key) ?? fail("role.not_found", { key });
  const isWider = role.custom && beyond(book, actor.role, role).length > 0;
  if (role.rank > actor.rank || isWider || outgrows(book, actor, role))
    fail("role.not_yours_to_give", { key });
  await tx.query("update sessions set view_as = $2 where id = $1", [sessionId, key]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "role.viewed",
    target: { kind: "role", id: key, name: role.name },
    after: { viewing: role.name },
  });
  return roleName(book, key) as RoleName;
}

/** Back to one's own role; nothing happens to who has never left it. */
export async function endViewAs(tx: Work, { actor, entry }: By): Promise<void> {
  const { workspaceId, sessionId } = actor;
  const { rows } = await tx.query<{ viewed: string | null }>(
    "select view_as as viewed from sessions where id = $1 for update",
    [sessionId],
  );
  const viewed = rows[0]?.viewed;
  if (!viewed) return;
  await tx.query("update sessions set view_as = null where id = $1", [sessionId]);
  const { name } = roleName(await roleBookOf(tx as never, workspaceId), viewed);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "role.viewed",
    target: { kind: "role", id: viewed, name },
    before: { viewing: name },
  });
}
