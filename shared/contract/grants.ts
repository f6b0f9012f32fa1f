import * as z from "zod";
import { permissionNames } from "#shared/permissions/catalogue.ts";
import { type Condition, conditions } from "#shared/permissions/conditions.ts";
import { RoleKey } from "./ids.ts";

export const PermissionName = z.enum(permissionNames);

/** How far a permission reaches: scope, fields, roles, ties, conditions. */
export const GrantShape = z.object({
  scope: z.enum(["own", "managed", "all"]),
  fields: z.array(z.string().max(40)).max(40).readonly().optional(),
  roles: z.union([z.literal("below"), z.array(RoleKey).max(100).readonly()]).optional(),
  others: z.boolean().optional(),
  by: z.enum(["groups", "assigned", "queues"]).optional(),
  when: z
    .array(z.enum(Object.keys(conditions) as [Condition, ...Condition[]]))
    .max(10)
    .readonly()
    .optional(),
});

/** What a role may do, by permission. */
export const GrantsShape = z.partialRecord(PermissionName, GrantShape);

/** A role for lists and choices. */
export const RoleName = z.object({
  key: RoleKey,
  name: z.string(),
  basedOn: RoleKey,
  rank: z.number().int(),
  custom: z.boolean(),
});
export type RoleName = z.infer<typeof RoleName>;
