import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { fail } from "#shared/errors/app-error.ts";
import { findGroup, listGroups, reachesGroup, toGroup } from "./group-records.ts";
import { createGroup, removeGroup, updateGroup } from "./save-group.ts";

/** Groups, their leaders and the settings that come before the general ones. */
export function createGroupsFeature({ pool }: { readonly pool: pg.Pool }) {
  const { groups } = guarded;
  return {
    router: {
      groups: {
        list: groups.list.handler(({ context }) => listGroups(pool, context.user())),
        get: groups.get.handler(async ({ context, input: { groupId } }) => {
          const actor = context.user();
          if (!reachesGroup(actor, "groups.view", groupId)) fail("group.not_found", { groupId });
          const row = await findGroup(pool, actor, groupId);
          return toGroup(await roleBookOf(pool, actor.workspaceId), row);
        }),
        create: groups.create.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => createGroup(tx, by(context), input));
          return result;
        }),
        update: groups.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => updateGroup(tx, by(context), input));
          return result;
        }),
        remove: groups.remove.handler(async ({ context, input }) => {
          await transact(pool, (tx) => removeGroup(tx, by(context), input.groupId));
          return { ok: true as const };
        }),
      },
    },
  };
}
