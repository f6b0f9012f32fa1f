import { fieldsOf, type Grant, type Grants, type Permission } from "./catalogue.ts";

const width = { own: 0, managed: 1, all: 2 } as const;

/**
 * The permissions of which `grants` has more than `limit`: wider scope, more fields, more roles, fewer conditions.
 * `lower`: keys of the roles below the one whose limit it is, for a list of roles within "below".
 */
export function exceeding(grants: Grants, limit: Grants, lower: readonly string[] = []): Permission[] {
  return (Object.entries(grants) as [Permission, Grant][]).flatMap(([permission, grant]) => {
    const most = limit[permission];
    return most && isWithin(permission, grant, most, lower) ? [] : [permission];
  });
}

function isWithin(permission: Permission, grant: Grant, most: Grant, lower: readonly string[]): boolean {
  return (
    width[grant.scope] <= width[most.scope] &&
    isReachWithin(grant, most) &&
    isSubset(grant.fields ?? fieldsOf(permission), most.fields) &&
    areRolesWithin(grant, most, lower) &&
    (most.others !== true || grant.others === true) &&
    (most.when ?? []).every((one) => grant.when?.includes(one))
  );
}

// Of the same scope, the ties must be the same, or the narrower of them.
function isReachWithin(grant: Grant, most: Grant): boolean {
  if (grant.scope !== "managed" || most.scope !== "managed" || most.by === undefined) return true;
  return grant.by === most.by || (grant.by === "assigned" && most.by === "queues");
}

const isSubset = (some: readonly string[], of: readonly string[] | undefined): boolean =>
  of === undefined || some.every((one) => of.includes(one));

function areRolesWithin(grant: Grant, most: Grant, lower: readonly string[]): boolean {
  if (most.roles === undefined) return true;
  if (grant.roles === "below") return most.roles === "below";
  return Array.isArray(grant.roles) && isSubset(grant.roles, most.roles === "below" ? lower : most.roles);
}
