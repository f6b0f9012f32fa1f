import { IconMessages } from "#renderer/ui/icons.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";

/** A place in the rail. The order here is the order there; an area joins with the permission that opens it. */
export const areas = [
  { path: "/workspace", label: "rail.workspace", permission: "workspace.open", icon: IconMessages },
] as const satisfies readonly { path: string; label: string; permission: Permission; icon: unknown }[];

/** The areas that somebody's role opens. */
export const areasOf = (permissions: Readonly<Record<string, unknown>>) =>
  areas.filter(({ permission }) => permissions[permission] !== undefined);
