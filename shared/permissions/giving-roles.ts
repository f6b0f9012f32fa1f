import { type Actor, reachesRole } from "./can.ts";
import type { Grants, Permission } from "./catalogue.ts";
import type { RoleBook, RoleDefinition } from "./role-book.ts";
import { exceeding } from "./within.ts";

/** Tied to the one place at the top: no copy of a role has it. */
const neverInCustomRoles: readonly Permission[] = ["ownership.transfer"];

/**
 * What a custom role would allow beyond the one who makes or gives it. Each of its grants must be within his own
 * role's, or within those of the built-in role it was made from, which he may give to people anyway. (The
 * Administrator of `aivo-live` answers nothing himself, and still makes copies of Agent.) Conditions count: grants are
 * those of the book, not those that hold today.
 */
export function beyond(
  book: RoleBook,
  giver: string,
  role: { readonly basedOn: string; readonly grants: Grants },
): Permission[] {
  const tooMuchFor = (key: string) => {
    const { rank } = book.refOf(key);
    const lower = book.roles.filter((one) => one.rank < rank).map((one) => one.key);
    return exceeding(role.grants, book.grantsOf(key), lower);
  };
  const beyondBase = new Set(tooMuchFor(role.basedOn));
  const wide = tooMuchFor(giver).filter((permission) => beyondBase.has(permission));
  const never = neverInCustomRoles.filter((permission) => role.grants[permission]);
  return [...new Set([...wide, ...never])];
}

/**
 * May somebody give people this role, to those who are there or by inviting them? By the limit of his grant, and never
 * one that allows more than he may himself. The ownership moves by its transfer alone.
 */
export function mayGive(
  book: RoleBook,
  actor: Pick<Actor, "role" | "rank" | "grants">,
  role: RoleDefinition,
  permission: "users.role.change" | "users.invite" = "users.role.change",
): boolean {
  const grant = actor.grants[permission];
  if (!grant || !reachesRole(actor, grant, role)) return false;
  if (role.grants["ownership.transfer"]) return false;
  return !role.custom || beyond(book, actor.role, role).length === 0;
}
