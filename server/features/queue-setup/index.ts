import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { moveMembers, setMembers } from "./queue-members.ts";
import { listQueues } from "./queue-records.ts";
import { createQueue, updateQueue } from "./save-queue.ts";
import { readRules, saveRules } from "./save-rules.ts";

export { queuesThatUse } from "./queues-that-use.ts";

/** Setting queues up: names, who answers them, who watches over them. */
export function createQueueSetupFeature({ pool }: { readonly pool: pg.Pool }) {
  const { queues } = guarded;
  return {
    router: {
      queues: {
        list: queues.list.handler(({ context }) => listQueues(pool, context.user())),
        create: queues.create.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => createQueue(tx, by(context), input.name));
          return result;
        }),
        update: queues.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => updateQueue(tx, by(context), input));
          return result;
        }),
        rules: queues.rules.handler(({ context, input }) => readRules(pool, context.user(), input.queueId)),
        setRules: queues.setRules.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => saveRules(tx, by(context), input));
          return result;
        }),
        setMembers: queues.setMembers.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => setMembers(tx, by(context), input));
          return result;
        }),
        moveMembers: queues.moveMembers.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => moveMembers(tx, by(context), input));
          return result;
        }),
      },
    },
  };
}
