import { mayGive } from "#shared/permissions/giving-roles.ts";
import { isOpen, type Place } from "#shared/permissions/places.ts";
import { createRoleBook, type RoleDefinition } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";

const opens = (role: RoleDefinition, place: Place) =>
  isOpen({ grants: role.grants, needsSecondFactor: false }, place);

/** The scheme's roles that open a place, conditions aside. */
export const rolesThatOpen = (scheme: SchemeName, place: Place): readonly RoleDefinition[] =>
  createRoleBook(scheme).roles.filter((role) => opens(role, place));

/**
 * The scheme's roles that can open a place to somebody, the highest first: by giving him a role that has it, or by
 * making one, which nobody makes wider than his own.
 */
export function rolesThatCouldOpen(scheme: SchemeName, place: Place): readonly RoleDefinition[] {
  const book = createRoleBook(scheme);
  const openers = rolesThatOpen(scheme, place);
  const could = ({ key, ...rest }: RoleDefinition) => {
    const giver = { ...rest, role: key };
    if (!giver.grants["users.role.change"]) return false;
    return (
      openers.some((role) => mayGive(book, giver, role)) ||
      (giver.grants["roles.manage"] !== undefined && openers.some((role) => role.key === key))
    );
  };
  return book.roles.filter(could).toReversed();
}
