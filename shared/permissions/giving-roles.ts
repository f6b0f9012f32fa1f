import { type Actor, reachesRole } from "./can.ts";
import type { Grant, Grants, Permission } from "./catalogue.ts";
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

type Giver = Pick<Actor, "role" | "rank" | "grants">;

/**
 * Does a role beside or above a copy's own place allow more than the copy does? Its model could have it all, but the
 * copy may have been made narrower, or let out of its place by a grant that limits no roles. Built-in roles are what the
 * scheme says.
 */
export function outgrows(book: RoleBook, actor: Pick<Giver, "role">, role: RoleDefinition): boolean {
  const own = book.get(actor.role);
  if (!own?.custom || role.rank < own.rank) return false;
  const lower = book.roles.filter(({ rank }) => rank < own.rank).map(({ key }) => key);
  return exceeding(role.grants, own.grants, lower).length > 0;
}

/**
 * Is a role no more than somebody could come to by himself? Otherwise he neither gives it nor gets hold of the account
 * of somebody who has it. A grant that names roles means them, whatever they allow.
 */
export function isWithinOwn(
  book: RoleBook,
  actor: Pick<Giver, "role">,
  { roles }: Grant,
  role: RoleDefinition,
): boolean {
  if (role.custom && beyond(book, actor.role, role).length > 0) return false;
  return Array.isArray(roles) || !outgrows(book, actor, role);
}

/**
 * May somebody give people this role, to those who are there or by inviting them? By the limit of his grant, and never
 * one that allows more than he may himself. The ownership moves by its transfer alone.
 */
export function mayGive(
  book: RoleBook,
  actor: Giver,
  role: RoleDefinition,
  permission: "users.role.change" | "users.invite" = "users.role.change",
): boolean {
  const grant = actor.grants[permission];
  if (!grant || !reachesRole(actor, grant, role)) return false;
  return !role.grants["ownership.transfer"] && isWithinOwn(book, actor, grant, role);
}
