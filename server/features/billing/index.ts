import type pg from "pg";
import { guarded } from "#server/platform/http/guard.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { billingCsv } from "./billing-csv.ts";
import { readSeats, readUse } from "./usage.ts";

/** What the company pays for: seats by role, use by month. */
export function createBillingFeature({ pool }: { readonly pool: pg.Pool }) {
  const { billing } = guarded;
  const read = async (actor: Actor) => {
    const { workspaceId } = actor;
    if (!can(actor, "billing.view", { workspaceId })) fail("permission.denied", { workspaceId });
    const [seats, usage] = await Promise.all([readSeats(pool, workspaceId), readUse(pool, workspaceId)]);
    return { seats, usage, total: seats.reduce((sum, { active }) => sum + active, 0) };
  };
  return {
    router: {
      billing: {
        summary: billing.summary.handler(({ context }) => read(context.user())),
        exportCsv: billing.exportCsv.handler(async ({ context }) => {
          const { seats, usage } = await read(context.user());
          const fileName = `billing-${usage.at(-1)?.month}.csv`;
          return { fileName, csv: billingCsv(seats, usage) };
        }),
      },
    },
  };
}
