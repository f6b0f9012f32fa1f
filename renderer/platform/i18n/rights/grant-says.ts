import type { TFunction } from "i18next";
import type { Grant } from "#shared/permissions/catalogue.ts";
import { conditionSays, fieldSays, scopeKey } from "./says.ts";

/** A grant in sentences: how far it reaches, then each of its limits. `roleName` names a role by its key. */
export function grantSentences(
  t: TFunction,
  grant: Grant,
  roleName: (key: string) => string = (key) => t(`roles.${key as "agent"}`, { defaultValue: key }),
): string[] {
  const { fields, roles, others, when } = grant;
  return [
    t(`rolesPage.reach_${scopeKey(grant)}`),
    ...(fields ? [t("rolesPage.onlyFields", { fields: fields.map(fieldSays).join(", ") })] : []),
    ...(roles === "below" ? [t("rolesPage.onlyBelow")] : []),
    ...(Array.isArray(roles) ? [t("rolesPage.onlyRoles", { roles: roles.map(roleName).join(", ") })] : []),
    ...(others ? [t("rolesPage.onlyOthers")] : []),
    ...(when ?? []).map((condition) => t("rolesPage.onlyWhen", { condition: conditionSays(condition) })),
  ];
}

/** Whether a grant has limits besides its scope. */
export const isLimited = ({ fields, roles, others, when, by }: Grant): boolean =>
  Boolean(fields || roles || others || when?.length || by);
