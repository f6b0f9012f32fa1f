import type pg from "pg";
import type { FileLibrary } from "#server/features/files/index.ts";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import type { Visitor } from "#server/platform/http/request-context.ts";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { createShortcut, removeShortcut, updateShortcut } from "./save-shortcut.ts";
import { exportShortcuts, importShortcuts } from "./shortcut-csv.ts";
import { listShortcuts, toShortcut } from "./shortcut-records.ts";
import { type UseDeps, useShortcut } from "./use-shortcut.ts";

export interface ShortcutsDeps extends Pick<UseDeps, "see"> {
  readonly pool: pg.Pool;
  readonly library: FileLibrary;
}

/** Canned replies: of one person, of a group, of everybody. */
export function createShortcutsFeature({ pool, library, see }: ShortcutsDeps) {
  const on = guarded.shortcuts;
  const work = async <T>(run: Parameters<typeof transact<T>>[1]) => (await transact(pool, run)).result;
  const remove = (context: Parameters<typeof by>[0], shortcutId: string, own: boolean) =>
    work((tx) => removeShortcut(tx, by(context), shortcutId, own)).then(async (files) => {
      await library.remove(files, context.user().workspaceId);
      return { ok: true as const };
    });
  const update = async (
    context: Parameters<typeof by>[0],
    input: Parameters<typeof updateShortcut>[2],
    own: boolean,
  ) => {
    const { shortcut, dropped } = await work((tx) => updateShortcut(tx, by(context), input, own));
    await library.remove(dropped, context.user().workspaceId);
    return toShortcut(shortcut);
  };
  return {
    router: {
      shortcuts: {
        list: on.list.handler(async ({ context }) =>
          (await listShortcuts(pool, context.user())).map(toShortcut),
        ),
        create: on.create.handler(async ({ context, input: { groupId, ...draft } }) => {
          const whose = groupId ? { scope: "group" as const, groupId } : { scope: "workspace" as const };
          return toShortcut(await work((tx) => createShortcut(tx, by(context), whose, draft)));
        }),
        update: on.update.handler(({ context, input }) => update(context, input, false)),
        remove: on.remove.handler(({ context, input }) => remove(context, input.shortcutId, false)),
        createOwn: on.createOwn.handler(async ({ context, input }) =>
          toShortcut(await work((tx) => createShortcut(tx, by(context), { scope: "personal" }, input))),
        ),
        updateOwn: on.updateOwn.handler(({ context, input }) => update(context, input, true)),
        removeOwn: on.removeOwn.handler(({ context, input }) => remove(context, input.shortcutId, true)),
        upload: on.upload.handler(({ context, input }) => {
          const actor = context.user();
          if (!can(actor, "shortcuts.own") && !can(actor, "shortcuts.manage"))
            fail("permission.denied", { permission: "shortcuts.own" });
          return library.add(actor, input.file);
        }),
        use: on.use.handler(({ context, input }) =>
          useShortcut({ pool, library, see })(context.user(), input),
        ),
        exportCsv: on.exportCsv.handler(({ context }) => exportShortcuts(pool, context.user())),
        importRows: on.importRows.handler(({ context, input }) =>
          work((tx) => importShortcuts(tx, by(context), input.rows, input.preview)),
        ),
      },
    },
    /** A file of the library is to be read by who put it there, and by those who see a shortcut with it. */
    async mayReadFile(who: Actor | Visitor, file: { readonly id: string; readonly uploaderId: string }) {
      if (who.kind !== "user" || !can(who, "shortcuts.view")) fail("file.not_found", { id: file.id });
      if (file.uploaderId === who.id) return;
      const seen = await listShortcuts(pool, who);
      if (!seen.some(({ files }) => files.some(({ id }) => id === file.id)))
        fail("file.not_found", { id: file.id });
    },
  };
}
