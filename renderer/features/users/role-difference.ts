import { isBuilt } from "#shared/permissions/areas.ts";
import { type Grants, type Permission, permissionNames, permissions } from "#shared/permissions/catalogue.ts";

/** One permission that a change of role adds, takes away or makes wider or narrower. */
export interface RoleStep {
  readonly permission: Permission;
  readonly kind: "added" | "changed" | "taken";
}

const order = ["added", "changed", "taken"] as const;

/** What somebody wins and loses when one role takes the place of another, in the parts that are there. */
export function roleDifference(before: Grants, after: Grants): readonly RoleStep[] {
  const steps = permissionNames
    .filter((permission) => isBuilt(permissions[permission].area))
    .flatMap((permission): RoleStep[] => {
      const [old, next] = [before[permission], after[permission]];
      if (!old && !next) return [];
      if (!old) return [{ permission, kind: "added" }];
      if (!next) return [{ permission, kind: "taken" }];
      return sameGrant(old, next) ? [] : [{ permission, kind: "changed" }];
    });
  return order.flatMap((kind) => steps.filter((step) => step.kind === kind));
}

const sameGrant = (one: object, other: object) => sorted(one) === sorted(other);

const sorted = (grant: object) =>
  JSON.stringify(
    Object.entries(grant)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
