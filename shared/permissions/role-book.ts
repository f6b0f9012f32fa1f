import type { Grants, Permission } from "./catalogue.ts";
import { type ActorCondition, isActorCondition } from "./conditions.ts";
import { schemes } from "./schemes/index.ts";
import type { SchemeName } from "./schemes/scheme.ts";

/** What the rule reads of a role. */
export interface RoleRef {
  readonly key: string;
  /** The built-in role that a custom one was made from; of a built-in one, itself. */
  readonly basedOn: string;
  /** Higher is more; "roles below one's own" are those of a lower rank. */
  readonly rank: number;
}

/** A role: a named set of grants. */
export interface RoleDefinition extends RoleRef {
  readonly name: string;
  readonly custom: boolean;
  readonly grants: Grants;
  /** Places to land on after signing in, the most wanted first; the first that he may open is taken. */
  readonly landing: readonly string[];
}

/** A custom role as it is stored. */
export interface CustomRole {
  readonly key: string;
  readonly name: string;
  readonly basedOn: string;
  readonly grants: Grants;
}

/** The roles of one workspace: those of its scheme and its own. */
export interface RoleBook {
  readonly scheme: SchemeName;
  /** In order of rank, custom ones behind what they were made from. */
  readonly roles: readonly RoleDefinition[];
  get(key: string): RoleDefinition | undefined;
  /** A role that nobody knows ranks below all and may do nothing. */
  refOf(key: string): RoleRef;
  grantsOf(key: string): Grants;
  /** Keys of the roles that have a permission in any scope. */
  keysWith(permission: Permission): string[];
  /** The highest role: who makes the workspace has it, and somebody always must. */
  readonly top: string;
}

/** Puts a scheme's roles and a workspace's own together. */
export function createRoleBook(schemeName: SchemeName, customRoles: readonly CustomRole[] = []): RoleBook {
  const scheme = schemes[schemeName];
  const builtIn = scheme.roles.map((role): RoleDefinition => ({ ...role, basedOn: role.key, custom: false }));
  const byKey = new Map(builtIn.map((role) => [role.key, role]));
  const own = customRoles.flatMap((role): RoleDefinition[] => {
    const base = byKey.get(role.basedOn);
    return base ? [{ ...role, rank: base.rank, landing: base.landing, custom: true }] : [];
  });
  for (const role of own) byKey.set(role.key, role);
  const roles = builtIn.flatMap((role) => [role, ...own.filter((one) => one.basedOn === role.key)]);
  const grantsOf = (key: string): Grants => byKey.get(key)?.grants ?? {};
  return {
    scheme: schemeName,
    roles,
    top: scheme.top,
    get: (key) => byKey.get(key),
    refOf: (key) => byKey.get(key) ?? { key, basedOn: key, rank: 0 },
    grantsOf,
    keysWith: (permission) => roles.filter(({ grants }) => grants[permission]).map(({ key }) => key),
  };
}

/** The grants that count: those whose conditions on the person and the workspace hold. */
export function effectiveGrants(grants: Grants, holds: ReadonlySet<ActorCondition>): Grants {
  const open = Object.entries(grants).filter(
    ([, grant]) => !grant?.when?.some((one) => isActorCondition(one) && !holds.has(one)),
  );
  return Object.fromEntries(open);
}
