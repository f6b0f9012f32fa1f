import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { createDisposition, listDispositions, sortDispositions, updateDisposition } from "./dispositions.ts";

export { addFirstDispositions } from "./first-dispositions.ts";
export { requireDisposition } from "./require-disposition.ts";

/** How contacts end. */
export function createDispositionsFeature({ pool }: { readonly pool: pg.Pool }) {
  const { dispositions } = guarded;
  return {
    router: {
      dispositions: {
        list: dispositions.list.handler(({ context }) => listDispositions(pool, context.user().workspaceId)),
        create: dispositions.create.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => createDisposition(tx, by(context), input.name));
          return result;
        }),
        update: dispositions.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => updateDisposition(tx, by(context), input));
          return result;
        }),
        sort: dispositions.sort.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) =>
            sortDispositions(tx, by(context), input.dispositionIds),
          );
          return result;
        }),
      },
    },
  };
}
