import * as z from "zod";
import { QueueRules } from "#shared/domain/queue-rules.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { QueueId } from "./ids.ts";
import { procedure } from "./procedure.ts";

/** The rules of a queue; they share its version with its name, members and supervisors. */
export const RulesOfQueue = z.object({ queueId: QueueId, version: z.number().int(), rules: QueueRules });
export type RulesOfQueue = z.infer<typeof RulesOfQueue>;

/** How a queue is routed: the part of `queues` that says so. */
export const queueRules = {
  rules: procedure("queues.view")
    .route({ method: "GET", path: "/setup/queues/{queueId}/rules", summary: "How a queue is routed" })
    .input(z.object({ queueId: QueueId }))
    .output(RulesOfQueue)
    .errors(pick("queue.not_found")),
  setRules: procedure("queues.manage")
    .route({ method: "PUT", path: "/setup/queues/{queueId}/rules", summary: "Change how a queue is routed" })
    .input(
      z.object({
        queueId: QueueId,
        version: z.number().int(),
        /** Only the named rules change; each is given whole. */
        rules: QueueRules.partial(),
      }),
    )
    .output(RulesOfQueue)
    .errors(pick("queue.not_found", "record.stale", "queue.overflow_loop")),
};
