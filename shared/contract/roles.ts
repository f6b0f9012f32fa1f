import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { schemeNames } from "#shared/permissions/schemes/index.ts";
import { GrantShape, GrantsShape, PermissionName, RoleName } from "./grants.ts";
import { ConversationId, GroupId, QueueId, RoleKey, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine } from "./text.ts";

const Name = personLine(60).refine((name) => name.length > 0, "is empty");

export const RoleWithGrants = RoleName.extend({
  version: z.number().int(),
  grants: GrantsShape,
  /** People who have it now. */
  people: z.number().int(),
  landing: z.array(z.string()),
});
export type RoleWithGrants = z.infer<typeof RoleWithGrants>;

/** What a change of a role does to the people who have it. */
export const RoleChange = z.object({
  people: z.number().int(),
  names: z.array(z.string()),
  changes: z.array(
    z.object({
      permission: PermissionName,
      before: GrantShape.nullable(),
      after: GrantShape.nullable(),
    }),
  ),
});
export type RoleChange = z.infer<typeof RoleChange>;

/** Why somebody may or may not do something. */
export const Explanation = z.object({
  allowed: z.boolean(),
  permission: PermissionName,
  /** The sentence of the catalogue. */
  says: z.string(),
  role: RoleName,
  grant: GrantShape.nullable(),
  /** What stands in the way; null when allowed. */
  because: z
    .enum([
      "no_grant",
      "actor_condition",
      "workspace",
      "self",
      "scope",
      "role",
      "condition",
      "field",
      "not_built",
      "missing",
      "blocked",
      "second_factor",
    ])
    .nullable(),
  /** In order: the rule, the scope, the ties, the conditions. Whole sentences, and what they are made of. */
  steps: z.array(
    z.object({
      code: z.string(),
      holds: z.boolean(),
      text: z.string(),
      values: z.record(z.string(), z.string()),
    }),
  ),
  /** Roles that have it, and people who could grant it. */
  grantedBy: z.array(RoleName),
  whoCanGrant: z.array(z.object({ id: UserId, name: z.string(), roleName: z.string() })),
});
export type Explanation = z.infer<typeof Explanation>;

export const AccessThing = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("user"), id: UserId }),
  z.object({ kind: z.literal("group"), id: GroupId }),
  z.object({ kind: z.literal("queue"), id: QueueId }),
  z.object({ kind: z.literal("conversation"), id: ConversationId }),
]);

export type AccessThing = z.infer<typeof AccessThing>;

const RoleInput = z.object({ name: Name, basedOn: RoleKey, grants: GrantsShape });

export const roles = {
  /** Names alone, for choices; open to whoever sees people. */
  names: procedure("signed-in")
    .route({ method: "GET", path: "/roles/names", summary: "The workspace's roles by name" })
    .output(z.array(RoleName)),
  list: procedure("roles.view")
    .route({ method: "GET", path: "/roles", summary: "Every role with what it may do" })
    .output(z.object({ scheme: z.enum(schemeNames), roles: z.array(RoleWithGrants) })),
  preview: procedure("roles.manage")
    .route({ method: "POST", path: "/roles/preview", summary: "What saving a role would change" })
    .input(z.object({ key: RoleKey.nullable(), basedOn: RoleKey, grants: GrantsShape }))
    .output(RoleChange)
    .errors(pick("role.not_found", "role.too_wide", "role.built_in", "role.not_yours_to_give")),
  create: procedure("roles.manage")
    .route({ method: "POST", path: "/roles", summary: "Make a role as a copy of another, with changes" })
    .input(RoleInput)
    .output(RoleWithGrants)
    .errors(pick("role.not_found", "role.too_wide", "role.not_yours_to_give", "role.too_many", "name.taken")),
  update: procedure("roles.manage")
    .route({ method: "PUT", path: "/roles/{key}", summary: "Change a custom role" })
    .input(RoleInput.partial().omit({ basedOn: true }).extend({ key: RoleKey, version: z.number().int() }))
    .output(RoleWithGrants)
    .errors(
      pick(
        "role.not_found",
        "role.too_wide",
        "role.not_yours_to_give",
        "role.built_in",
        "record.stale",
        "name.taken",
      ),
    ),
  remove: procedure("roles.manage")
    .route({ method: "DELETE", path: "/roles/{key}", summary: "Delete a custom role that nobody has" })
    .input(z.object({ key: RoleKey }))
    .output(z.object({ ok: z.literal(true) }))
    .errors(pick("role.not_found", "role.not_yours_to_give", "role.built_in", "role.in_use")),
  viewAs: procedure("roles.preview")
    .route({
      method: "POST",
      path: "/roles/view-as",
      summary: "Look at the screens as another role, read only",
    })
    .input(z.object({ role: RoleKey }))
    .output(RoleName)
    .errors(pick("role.not_found", "role.not_yours_to_give")),
  endViewAs: procedure("signed-in")
    .route({ method: "POST", path: "/roles/view-as/end", summary: "Back to one's own role" })
    .output(z.object({ ok: z.literal(true) })),
};

export const access = {
  explain: procedure("access.explain")
    .route({ method: "POST", path: "/access/explain", summary: "Why somebody may or may not do something" })
    .input(
      z.object({
        userId: UserId,
        permission: PermissionName,
        thing: AccessThing.optional(),
        field: z.string().max(40).optional(),
      }),
    )
    .output(Explanation)
    .errors(pick("user.not_found")),
};
