import type { Grant, Grants, Permission, Scope } from "../catalogue.ts";

export const schemeNames = ["standard", "vivocha", "aivo-live", "voximplant-kit"] as const;
export type SchemeName = (typeof schemeNames)[number];

/** A role of a scheme. */
export interface SchemeRole {
  readonly key: string;
  readonly name: string;
  readonly rank: number;
  readonly grants: Grants;
  readonly landing: readonly string[];
}

/** A catalogue of roles, chosen when a workspace is made. */
export interface Scheme {
  readonly says: string;
  /** In order of rank. */
  readonly roles: readonly SchemeRole[];
  /** The role of whoever makes the workspace. */
  readonly top: string;
}

/** The same grant for several permissions. */
export const give = (grant: Grant | Scope, ...names: readonly Permission[]): Grants =>
  Object.fromEntries(names.map((name) => [name, typeof grant === "string" ? { scope: grant } : grant]));

/** Grants put together; the later one of the same permission stands. */
export const join = (...parts: readonly Grants[]): Grants => Object.assign({}, ...parts);

/** Grants without some permissions. */
export const without = (grants: Grants, ...names: readonly Permission[]): Grants =>
  Object.fromEntries(Object.entries(grants).filter(([name]) => !names.includes(name as Permission)));
