import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can, fieldsOpen } from "#shared/permissions/can.ts";
import type { PhoneDeps } from "../deps.ts";
import { lineRows, toLine } from "./line-records.ts";
import { createLine, removeLine, updateLine } from "./save-line.ts";

/** Lines cost money: who may set up how the workspace dials may set them up, and nobody else. */
function checkDialling(actor: Actor): void {
  const { workspaceId } = actor;
  const isAllowed =
    can(actor, "settings.general", { workspaceId }) &&
    fieldsOpen(actor, "settings.general", ["dialing"]).length > 0;
  if (!isAllowed) fail("permission.denied", { workspaceId });
}

async function choices({ pool }: Pick<PhoneDeps, "pool">, workspaceId: string) {
  const named = async (sql: string) =>
    (await pool.query<{ id: string; name: string }>(sql, [workspaceId])).rows;
  const [queues, groups] = await Promise.all([
    named(
      "select id, name from queues where workspace_id = $1 and archived_at is null order by position, name",
    ),
    named("select id, name from groups where workspace_id = $1 order by name"),
  ]);
  return { queues, groups };
}

/** Setting up phone lines. `changed`: the gateway is told at once. */
export function lineProcedures(deps: PhoneDeps, changed: () => Promise<unknown>) {
  const { pool, line, seal } = deps;
  const on = guarded.phoneLines;
  return {
    list: on.list.handler(async ({ context }) => {
      const actor = context.user();
      checkDialling(actor);
      const rows = await lineRows(pool, actor.workspaceId);
      return {
        lines: rows.map((row) => toLine(line, row)),
        address: line?.address ?? null,
        listens: { ...line?.listens },
        ...(await choices(deps, actor.workspaceId)),
      };
    }),
    create: on.create.handler(async ({ context, input }) => {
      checkDialling(context.user());
      const { result } = await transact(pool, (tx) => createLine(tx, seal, by(context), input));
      await changed();
      return toLine(line, result);
    }),
    update: on.update.handler(async ({ context, input }) => {
      checkDialling(context.user());
      const { result } = await transact(pool, (tx) => updateLine(tx, seal, by(context), input));
      await changed();
      return toLine(line, result);
    }),
    remove: on.remove.handler(async ({ context, input }) => {
      checkDialling(context.user());
      await transact(pool, (tx) => removeLine(tx, by(context), input.lineId));
      await changed();
      return { ok: true as const };
    }),
  };
}
