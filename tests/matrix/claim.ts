import type { Area } from "#shared/permissions/areas.ts";
import type { Grant, Permission, Scope } from "#shared/permissions/catalogue.ts";
import type { Trial } from "./trial.ts";

/** Tries a row on the running server. */
export type Probe = (trial: Trial) => Promise<void>;

/** What the row's decision means for one permission of the catalogue. */
export interface Need {
  readonly permission: Permission;
  /** The grant that `allow` stands for. */
  readonly allow: Grant;
  /** Roles for which the decision means something else: the exact grant, or null for none. */
  readonly roles: Readonly<Record<string, Grant | null>>;
}

/** How one capability of the matrix is held. */
export interface Claim {
  readonly needs: readonly Need[];
  /** Parts of the product that the capability also needs, besides those of its permissions; perhaps by role. */
  readonly areas?: readonly Area[] | Readonly<Record<string, readonly Area[]>>;
  readonly probe?: Probe;
}

/** Claims of one scheme, by the capability's words. */
export type Claims = Readonly<Record<string, Claim>>;

const grantOf = (grant: Grant | Scope): Grant => (typeof grant === "string" ? { scope: grant } : grant);

/** A permission that a capability needs; `roles` names what a role has instead of everything, or of nothing. */
export const need = (
  permission: Permission,
  roles: Readonly<Record<string, Grant | Scope | null>> = {},
  allow: Grant | Scope = "all",
): Need => ({
  permission,
  allow: grantOf(allow),
  roles: Object.fromEntries(Object.entries(roles).map(([role, grant]) => [role, grant && grantOf(grant)])),
});

/** The same for several permissions. */
export const needs = (
  permissions: readonly Permission[],
  roles: Readonly<Record<string, Grant | Scope | null>> = {},
  allow: Grant | Scope = "all",
): Need[] => permissions.map((permission) => need(permission, roles, allow));

/** Needs of which each role has one's own things. */
export const ownNeeds = (...permissions: Permission[]): Need[] => needs(permissions, {}, "own");
