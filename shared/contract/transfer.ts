import * as z from "zod";
import { statusKeys } from "#shared/domain/status/index.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationId, GroupId, QueueId, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";

/** To whom a conversation can be handed, with what one wants to know before. */
export const TransferTargets = z.object({
  /** What becomes of a transfer to one person that he does not take within so long. */
  rule: z.object({ seconds: z.number().int(), bouncesBack: z.boolean() }),
  people: z.array(
    z.object({
      id: UserId,
      name: z.string(),
      status: z.enum(statusKeys),
      customName: z.string().nullable(),
      present: z.boolean(),
      wrappingUp: z.boolean(),
      /** How many of each medium fit beside what he has. */
      free: z.object({ chat: z.number().int(), voice: z.number().int(), video: z.number().int() }),
    }),
  ),
  groups: z.array(
    z.object({ id: GroupId, name: z.string(), people: z.number().int(), available: z.number().int() }),
  ),
  queues: z.array(z.object({ id: QueueId, name: z.string(), waiting: z.number().int(), open: z.boolean() })),
});
export type TransferTargets = z.infer<typeof TransferTargets>;

/** Joins the procedures of conversations. */
export const conversationTargets = {
  targets: procedure("conversation.transfer")
    .route({
      method: "GET",
      path: "/conversations/{conversationId}/targets",
      summary: "To whom a conversation can be handed: people, groups and queues as they are now",
    })
    .input(z.object({ conversationId: ConversationId }))
    .output(TransferTargets)
    .errors(pick("conversation.not_found")),
};
