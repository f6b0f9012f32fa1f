import { areaSays, permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import { type Area, areas } from "#shared/permissions/areas.ts";
import { permissionNames, permissions } from "#shared/permissions/catalogue.ts";

/** Every permission under its area, built or not, for a list with groups. */
export const actionChoices = () =>
  (Object.keys(areas) as Area[]).map((area) => ({
    group: areaSays(area),
    items: permissionNames
      .filter((name) => permissions[name].area === area)
      .map((name) => ({ value: name as string, label: permissionSays(name) })),
  }));
