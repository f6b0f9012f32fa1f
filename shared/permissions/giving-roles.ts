import { type Rights, reachesRole } from "./can.ts";
import type { RoleBook, RoleDefinition } from "./role-book.ts";
import { exceeding } from "./within.ts";

/** The permissions by which roles are given. */
export type GivingPermission = "users.invite" | "users.role.change";

/**
 * May he give this role to anybody? Only one that his grant reaches; never the one that holds the ownership, which
 * moves by its transfer alone; and a custom role that was widened beyond what it was made from, only when he has
 * himself what it was widened by. Otherwise a high role under a low name could be handed out from below.
 */
export function mayGive(
  actor: Pick<Rights, "rank" | "grants">,
  permission: GivingPermission,
  role: RoleDefinition,
  book: Pick<RoleBook, "grantsOf">,
): boolean {
  const grant = actor.grants[permission];
  if (!grant || !reachesRole(actor, grant, role)) return false;
  if (role.grants["ownership.transfer"]) return false;
  if (!role.custom) return true;
  const widened = exceeding(role.grants, book.grantsOf(role.basedOn));
  const beyond = exceeding(role.grants, actor.grants);
  return !widened.some((one) => beyond.includes(one));
}
