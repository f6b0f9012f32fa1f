import {
  fieldsOf,
  type Grant,
  type Grants,
  type Permission,
  type Scope,
} from "#shared/permissions/catalogue.ts";
import { beyond } from "#shared/permissions/giving-roles.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";

/** What the editor of a custom role may give: nothing beyond the maker and the role it is made from. */
export interface Limits {
  readonly book: RoleBook;
  /** The maker's role. */
  readonly giver: string;
  /** The built-in role below. */
  readonly basedOn: string;
}

/** True when the rule lets the maker give this grant in this role. */
export const mayGrant = ({ book, giver, basedOn }: Limits, permission: Permission, grant: Grant): boolean =>
  beyond(book, giver, { basedOn, grants: { [permission]: grant } }).length === 0;

/** The widest of the known grants that the maker may give: as it is now, as in the role below, as his own. */
function knownGrants({ book, giver, basedOn }: Limits, permission: Permission, now?: Grant): Grant[] {
  const known = [now, book.grantsOf(basedOn)[permission], book.grantsOf(giver)[permission]];
  return known.filter((grant) => grant !== undefined);
}

/** The grant with another scope and the limits it must keep; undefined: the maker may not give that. */
export function grantWithScope(
  limits: Limits,
  permission: Permission,
  scope: Scope,
  now?: Grant,
): Grant | undefined {
  const known = knownGrants(limits, permission, now);
  for (const grant of known) {
    const { by: _, ...rest } = grant;
    const ties = scope === "managed" ? [grant.by, ...known.map(({ by }) => by)] : [undefined];
    for (const by of ties) {
      const made: Grant = { ...rest, scope, ...(by ? { by } : {}) };
      if (mayGrant(limits, permission, made)) return made;
    }
  }
  return undefined;
}

/** What a permission is switched on with; undefined: the maker may not give it at all. */
export const grantOn = (limits: Limits, permission: Permission): Grant | undefined =>
  knownGrants(limits, permission).find((grant) => mayGrant(limits, permission, grant)) ??
  grantWithScope(limits, permission, "own");

/** The parts of a permission that may be open in this role. */
export function givableFields(limits: Limits, permission: Permission, now: Grant): string[] {
  return fieldsOf(permission).filter((field) => mayGrant(limits, permission, { ...now, fields: [field] }));
}

/** The grant with these parts; all of them is no limit, when that may be given. */
export function grantWithFields(
  limits: Limits,
  permission: Permission,
  now: Grant,
  fields: readonly string[],
): Grant {
  const { fields: _, ...open } = now;
  const isAll = fields.length === fieldsOf(permission).length;
  return isAll && mayGrant(limits, permission, open) ? open : { ...open, fields };
}

/** What a copy starts with: the role's own grants, without what the maker may not give. */
export function startingGrants(limits: Limits, source: Grants): Grants {
  const kept = (Object.entries(source) as [Permission, Grant][]).flatMap(([permission, grant]) => {
    const made = mayGrant(limits, permission, grant) ? grant : grantOn(limits, permission);
    return made ? [[permission, made] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** Whether two roles may do the same. */
export function sameGrants(one: Grants, other: Grants): boolean {
  const text = (grants: Grants) =>
    JSON.stringify(
      (Object.entries(grants) as [Permission, Grant][])
        .map(([name, grant]) => [name, Object.entries(grant).toSorted(([a], [b]) => (a < b ? -1 : 1))])
        .toSorted(([a], [b]) => (`${a}` < `${b}` ? -1 : 1)),
    );
  return text(one) === text(other);
}
