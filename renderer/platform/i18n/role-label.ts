import type { TFunction } from "i18next";
import type { RoleName } from "#shared/contract/grants.ts";

/** A built-in role by its name in the person's language; a custom one by the name it was given. */
export const roleLabel = (t: TFunction, role: Pick<RoleName, "key" | "name">): string =>
  t(`roles.${role.key as "agent"}`, { defaultValue: role.name });
