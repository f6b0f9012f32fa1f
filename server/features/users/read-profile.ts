import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { UserProfile } from "#shared/contract/users.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Queryable } from "./deps.ts";
import { findPerson } from "./find-person.ts";
import { toProfile } from "./may-with-user.ts";
import { loadPeople } from "./person.ts";

/** A person's profile, when he is on one's list. */
export async function readProfile(db: Queryable, actor: Actor, userId: string): Promise<UserProfile> {
  const { person, book } = await findPerson(db, { actor, userId, permission: "users.view" });
  return toProfile(actor, person, book);
}

/** The profile after a change, or one's own; whether one may see it was settled before. */
export async function profileOf(db: Queryable, actor: Actor, userId: string): Promise<UserProfile> {
  const book = await roleBookOf(db, actor.workspaceId);
  const person = (await loadPeople(db, actor.workspaceId, [userId])).get(userId) ?? fail("user.not_found");
  return toProfile(actor, person, book);
}
