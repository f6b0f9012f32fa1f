import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { createSweep } from "#server/platform/sweep.ts";
import { can } from "#shared/permissions/can.ts";
import type { TriggerDeps } from "./deps.ts";
import { createTrigger, removeTrigger, updateTrigger } from "./save-trigger.ts";
import { sweepTriggers } from "./sweep.ts";
import { triggersOf } from "./trigger-records.ts";

/** Looks this often, ms: a trigger's time is given in seconds. */
const everyMs = 1_000;

/** What happens by itself when somebody waits or is silent for too long. */
export function createTriggersFeature(deps: TriggerDeps) {
  const { pool } = deps;
  const on = guarded.triggers;
  return {
    router: {
      triggers: {
        list: on.list.handler(async ({ context }) => {
          const actor = context.user();
          const { workspaceId } = actor;
          const all = await triggersOf(pool, workspaceId);
          // A workspace's triggers belong to nobody: a limited scope reaches none of them.
          return can(actor, "triggers.manage", { workspaceId }) ? all : { ...all, triggers: [] };
        }),
        create: on.create.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => createTrigger(tx, by(context), input));
          return result;
        }),
        update: on.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => updateTrigger(tx, by(context), input));
          return result;
        }),
        remove: on.remove.handler(async ({ context, input }) => {
          await transact(pool, (tx) => removeTrigger(tx, by(context), input.triggerId));
          return { ok: true as const };
        }),
      },
    },
    sweep: createSweep({ everyMs, log: deps.log, what: "triggers", run: () => sweepTriggers(deps) }),
  };
}
