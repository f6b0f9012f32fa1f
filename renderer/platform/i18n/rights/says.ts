import i18next from "i18next";
import { type Area, areas } from "#shared/permissions/areas.ts";
import { type Grant, type Permission, permissions } from "#shared/permissions/catalogue.ts";
import { type Condition, conditions } from "#shared/permissions/conditions.ts";
import { type FieldName, fieldNames } from "./fields.ts";

/** The catalogue in another language. Its English stands in the catalogue itself. */
export interface RightsTexts {
  readonly permissions: Readonly<Record<Permission, string>>;
  readonly areas: Readonly<Record<Area, string>>;
  readonly conditions: Readonly<Record<Condition, string>>;
  readonly fields: Readonly<Record<FieldName, string>>;
  /** What a grant reaches, as it follows "it reaches". */
  readonly scopes: Readonly<Record<string, string>>;
  /** Steps of an explanation by code; with `!`, when the step does not hold. */
  readonly steps: Readonly<Record<string, string>>;
}

// The keys have dots of their own, so they are looked up in the bundle and not by path.
function textsNow(): RightsTexts | undefined {
  return i18next.getResourceBundle(i18next.language, "rights") as RightsTexts | undefined;
}

/** What a permission opens, as a sentence without its subject, in the language shown. */
export const permissionSays = (permission: Permission): string =>
  textsNow()?.permissions[permission] ?? permissions[permission].says;

/** A part of the product by its name. */
export const areaSays = (area: Area): string => textsNow()?.areas[area] ?? areas[area].says;

/** A condition, as it follows "when". */
export const conditionSays = (condition: Condition): string =>
  textsNow()?.conditions[condition] ?? conditions[condition].says;

/** A part of a permission that a grant may be limited to. */
export const fieldSays = (field: string): string =>
  textsNow()?.fields[field as FieldName] ?? fieldNames[field as FieldName] ?? field;

/** Which ties make a thing a managed one, for `why.scope_*`. */
export const scopeKey = ({ scope, by }: Pick<Grant, "scope" | "by">) =>
  scope === "managed" && by ? (`managed_${by}` as const) : scope;
