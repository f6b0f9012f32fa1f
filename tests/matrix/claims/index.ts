import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import type { Claim, Claims } from "../claim.ts";
import { aivoClaims } from "./aivo-live.ts";
import { kitProfileClaims } from "./kit-profiles.ts";
import { kitSuperiorClaims } from "./kit-superiors.ts";
import { kitTableClaims } from "./kit-table.ts";
import { vivochaClaims } from "./vivocha.ts";

/** Every claim, by scheme. `standard` is the union of the three, and has no rows of its own. */
export const claims: Readonly<Record<SchemeName, Claims>> = {
  standard: {},
  vivocha: vivochaClaims,
  "aivo-live": aivoClaims,
  "voximplant-kit": { ...kitProfileClaims, ...kitSuperiorClaims, ...kitTableClaims },
};

/** The claim of a capability, or undefined when nobody has made one. */
export const claimOf = (scheme: SchemeName, capability: string): Claim | undefined =>
  Object.hasOwn(claims[scheme], capability) ? claims[scheme][capability] : undefined;
