import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { type NewsDesk, transact } from "#server/platform/news/index.ts";
import { explain } from "./explain-access.ts";
import { listRoleNames, listRoles } from "./role-records.ts";
import { createRole, previewRole, removeRole, updateRole } from "./save-role.ts";
import { endViewAs, viewAs } from "./view-as.ts";

export interface RolesDeps {
  readonly pool: pg.Pool;
  readonly news: Pick<NewsDesk, "publish">;
  /** From the routing: something waits that did not wait before. */
  wakeRouter(): void;
  /** From the accounts: what was believed of a person's rights a moment ago is asked anew. */
  forget(userId: string): void;
}

/** What each role may do, a workspace's own roles, looking as another role, and why somebody may do something. */
export function createRolesFeature(deps: RolesDeps) {
  return { router: { roles: { ...editing(deps), ...viewing(deps) }, access: asking(deps) } };
}

function editing({ pool, news, wakeRouter }: RolesDeps) {
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
      const changed = await news.publish(await transact(pool, (tx) => updateRole(tx, by(context), input)));
      wakeRouter();
      return changed;
    }),
    remove: roles.remove.handler(async ({ context, input }) => {
      await transact(pool, (tx) => removeRole(tx, by(context), input.key));
      return { ok: true as const };
    }),
  };
}

function viewing({ pool, forget }: RolesDeps) {
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

const asking = ({ pool }: RolesDeps) => ({
  explain: guarded.access.explain.handler(({ context, input }) => explain(pool, context.user(), input)),
});
