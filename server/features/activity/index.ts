import type pg from "pg";
import { activityActor } from "#server/platform/activity/activity-actor.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { activityCsv } from "./activity-csv.ts";
import { actionsOf, listActivity } from "./list-activity.ts";
import { verifyChain } from "./verify-chain.ts";

export type { ChainHead, ChainVerdict } from "./check-chain.ts";
export { verifyChain } from "./verify-chain.ts";

/** The most entries of one export; the newest come first. */
const mostExported = 50_000;

/** The log belongs to the workspace as a whole: a grant of less reaches none of it. */
function logOf(actor: Actor): string {
  const { workspaceId } = actor;
  if (!can(actor, "activity.view", { workspaceId })) fail("permission.denied", { workspaceId });
  return workspaceId;
}

/** The log of who did what to what: read, exported, checked. */
export function createActivityFeature({ pool }: { readonly pool: pg.Pool }) {
  const list = guarded.activity.list.handler(async ({ context, input }) => {
    const workspaceId = logOf(context.user());
    const { before, limit, ...filter } = input;
    const [entries, actions] = await Promise.all([
      listActivity(pool, workspaceId, filter, { before, limit: limit + 1 }),
      actionsOf(pool, workspaceId),
    ]);
    return { entries: entries.slice(0, limit), more: entries.length > limit, actions };
  });

  const exportCsv = guarded.activity.exportCsv.handler(async ({ context, input }) => {
    const workspaceId = logOf(context.user());
    const entries = await listActivity(pool, workspaceId, input, { limit: mostExported });
    await transact(pool, (tx) =>
      recordActivity(tx, {
        workspaceId,
        actor: activityActor(context),
        action: "activity.exported",
        target: { kind: "activity", id: null, name: "Activity log" },
        after: { entries: entries.length, filter: input },
      }),
    );
    const fileName = `activity-${new Date().toISOString().slice(0, 10)}.csv`;
    return { fileName, csv: activityCsv(entries) };
  });

  const verify = guarded.activity.verify.handler(async ({ context }) => {
    const workspaceId = logOf(context.user());
    const client = await pool.connect();
    try {
      const { entries, ok, problems, head } = await verifyChain(client, workspaceId);
      return { entries, ok, problems: [...problems], head };
    } finally {
      client.release();
    }
  });

  return { router: { activity: { list, exportCsv, verify } } };
}
