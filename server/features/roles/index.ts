import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { explain } from "./explain-access.ts";
import { listRoleNames, listRoles } from "./role-records.ts";
import { createRole, previewRole, removeRole, updateRole } from "./save-role.ts";
import { endViewAs, viewAs } from "./view-as.ts";

export interface RolesDeps {
  readonly pool: pg.Pool;
  /** From the accounts: what was believed of a person's rights a moment ago is asked anew. */
  forget(userId: string): void;
}

/** What each role may do, a workspace's own roles, looking as another role, and why somebody may do something. */
export function createRolesFeature({ pool, forget }: RolesDeps) {
  return { router: { roles: { ...editing(pool), ...viewing(pool, forget) }, access: asking(pool) } };
}

function editing(pool: pg.Pool) {
  const { roles } = guarded;
  return {
    names: roles.names.handler(({ context }) => listRoleNames(pool, context.user().workspaceId)),
    list: roles.list.handler(({ context }) => listRoles(pool, context.user())),
    preview: roles.preview.handler(async ({ context, input }) => {
      const { result } = await transact(pool, (tx) => previewRole(tx, context.user(), input));
      return result;
    }),
    create: roles.create.handler(async ({ context, input }) => {
      const { result } = await transact(pool, (tx) => createRole(tx, by(context), input));
      return result;
    }),
    update: roles.update.handler(async ({ context, input }) => {
      const { result } = await transact(pool, (tx) => updateRole(tx, by(context), input));
      return result;
    }),
    remove: roles.remove.handler(async ({ context, input }) => {
      await transact(pool, (tx) => removeRole(tx, by(context), input.key));
      return { ok: true as const };
    }),
  };
}

function viewing(pool: pg.Pool, forget: RolesDeps["forget"]) {
  const { roles } = guarded;
  return {
    viewAs: roles.viewAs.handler(async ({ context, input }) => {
      const { result } = await transact(pool, (tx) => viewAs(tx, by(context), input.role));
      forget(context.user().id);
      return result;
    }),
    endViewAs: roles.endViewAs.handler(async ({ context }) => {
      await transact(pool, (tx) => endViewAs(tx, by(context)));
      forget(context.user().id);
      return { ok: true as const };
    }),
  };
}

const asking = (pool: pg.Pool) => ({
  explain: guarded.access.explain.handler(({ context, input }) => explain(pool, context.user(), input)),
});
