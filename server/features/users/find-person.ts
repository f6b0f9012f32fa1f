import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import type { Queryable } from "./deps.ts";
import { isSeen, loadPeople, type Person, reaches } from "./person.ts";

/** A person whom somebody may do something to, with the roles of the workspace. */
export interface Found {
  readonly person: Person;
  readonly book: RoleBook;
}

interface Wanted {
  readonly actor: Actor;
  readonly userId: string;
  readonly permission: Permission;
  /** Refused for oneself whatever the grant says. */
  readonly neverSelf?: boolean;
}

/**
 * The person, when the permission reaches him. Who is not on one's list looks as if he were not there
 * (`user.not_found`); whom one sees but may not do this to is `permission.denied`.
 */
export async function findPerson(
  db: Queryable,
  { actor, userId, permission, neverSelf = false }: Wanted,
): Promise<Found> {
  const book = await roleBookOf(db, actor.workspaceId);
  const person =
    (await loadPeople(db, actor.workspaceId, [userId])).get(userId) ?? fail("user.not_found", { userId });
  if (!isSeen(actor, person, book)) fail("user.not_found", { userId });
  if (neverSelf && userId === actor.id) fail("permission.denied", { permission, userId });
  if (!reaches(actor, permission, person, book)) fail("permission.denied", { permission, userId });
  return { person, book };
}

/** Locks a person's row, so that what is read of him afterwards stands until the commit. */
export async function lockPeople(
  tx: Queryable,
  workspaceId: string,
  userIds: readonly string[],
): Promise<void> {
  await tx.query(
    "select 1 from users where workspace_id = $1 and id = any($2) order by id for no key update",
    [workspaceId, userIds],
  );
}

/** Locks, finds and compares the version that the asking person has looked at. */
export async function findForChange(
  tx: Queryable,
  wanted: Wanted & { readonly version?: number },
): Promise<Found> {
  await lockPeople(tx, wanted.actor.workspaceId, [wanted.userId]);
  const found = await findPerson(tx, wanted);
  if (wanted.version !== undefined && wanted.version !== found.person.version) fail("user.stale");
  return found;
}
