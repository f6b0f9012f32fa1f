import { fieldsOpen, type Refusal, refusal } from "#shared/permissions/can.ts";
import type { Grant, Grants, Permission } from "#shared/permissions/catalogue.ts";
import { type Condition, isActorCondition } from "#shared/permissions/conditions.ts";
import { schemes } from "#shared/permissions/schemes/index.ts";
import { type Asking, rightsOf, type Thing } from "./can.ts";

/** Why somebody may not, in the words of the rule; `preview`: he looks as another role, and nothing may be changed. */
export type Hindrance =
  | { readonly kind: "no_grant" }
  | { readonly kind: "preview" }
  | { readonly kind: "field" }
  | { readonly kind: "scope"; readonly grant: Grant }
  | { readonly kind: "self" }
  | { readonly kind: "role"; readonly below: boolean }
  | { readonly kind: "condition"; readonly conditions: readonly Condition[] };

/** The signed-in user, as far as hindrances depend on him. */
export interface Judged extends Asking {
  readonly workspace: Asking["workspace"];
  readonly viewedBy: unknown;
}

const looking = /\.(view|open|own|choose|explain|play)$/;

/** Whether using the permission changes something. Who looks as another role uses only those that do not. */
export const changesSomething = (permission: Permission): boolean =>
  !looking.test(permission) && permission !== "history.export";

/** What keeps the signed-in user from it; null: nothing does. The server decides again. */
export function hindranceOf(
  me: Judged,
  permission: Permission,
  thing?: Thing,
  field?: string,
): Hindrance | null {
  const rights = rightsOf(me);
  const grant = rights.grants[permission];
  if (!grant) return missing(me, permission);
  if (me.viewedBy && changesSomething(permission)) return { kind: "preview" };
  const why = thing && refusal(rights, grant, { ...thing, workspaceId: me.workspace.id });
  if (why) return ofThing(why, grant, thing);
  const closed = field !== undefined && fieldsOpen(rights, permission, [field]).length === 0;
  return closed ? { kind: "field" } : null;
}

// A grant whose conditions on the person do not hold never reaches him: the role that he is made from tells of it.
function missing(me: Judged, permission: Permission): Hindrance {
  const { roles } = schemes[me.workspace.scheme];
  const grants: Grants = roles.find(({ key }) => key === me.role.basedOn)?.grants ?? {};
  const conditions = grants[permission]?.when?.filter(isActorCondition) ?? [];
  return conditions.length > 0 ? { kind: "condition", conditions } : { kind: "no_grant" };
}

function ofThing(why: Refusal, grant: Grant, thing: Thing): Hindrance {
  if (why === "self") return { kind: "self" };
  if (why === "role") return { kind: "role", below: grant.roles === "below" };
  if (why !== "condition") return { kind: "scope", grant };
  const unmet = grant.when?.filter(
    (one) => !isActorCondition(one) && !thing.holds?.includes(one as "unused"),
  );
  return { kind: "condition", conditions: unmet ?? [] };
}
