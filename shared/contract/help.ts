import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationId, HelpId, Moment, QueueId, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine } from "./text.ts";

const Person = z.object({ id: UserId, name: z.string() });

/** An agent asks for a supervisor's help with a conversation of his. It is never deleted: it is closed. */
export const HelpRequest = z.object({
  id: HelpId,
  version: z.number().int().positive(),
  state: z.enum(["open", "taken", "closed"]),
  conversationId: ConversationId,
  customerName: z.string(),
  queue: z.object({ id: QueueId, name: z.string() }),
  askedBy: Person,
  reason: z.string(),
  /** Who comes. */
  takenBy: Person.nullable(),
  createdAt: Moment,
  takenAt: Moment.nullable(),
  closedAt: Moment.nullable(),
});
export type HelpRequest = z.infer<typeof HelpRequest>;

const ById = z.object({ helpId: HelpId });

export const help = {
  list: procedure("conversation.assist")
    .route({ method: "GET", path: "/help", summary: "Open requests for help of those whom one looks after" })
    .output(z.array(HelpRequest)),
  mine: procedure("conversation.reply")
    .route({ method: "GET", path: "/me/help", summary: "One's own open requests for help" })
    .output(z.array(HelpRequest)),
  ask: procedure("conversation.reply")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/help",
      summary: "Ask the supervisors for help with one's conversation",
    })
    .input(
      z.object({
        conversationId: ConversationId,
        reason: personLine(300).refine((reason) => reason.length > 0, "is empty"),
      }),
    )
    .output(HelpRequest)
    .errors(pick("conversation.not_found", "conversation.not_assigned", "help.open_already")),
  take: procedure("conversation.assist")
    .route({ method: "POST", path: "/help/{helpId}/take", summary: "Come to help" })
    .input(ById)
    .output(HelpRequest)
    .errors(pick("help.not_found", "help.gone")),
  close: procedure("conversation.assist")
    .route({ method: "POST", path: "/help/{helpId}/close", summary: "Close a request for help" })
    .input(ById)
    .output(HelpRequest)
    .errors(pick("help.not_found", "help.gone")),
  withdraw: procedure("conversation.reply")
    .route({ method: "POST", path: "/help/{helpId}/withdraw", summary: "Take one's request for help back" })
    .input(ById)
    .output(HelpRequest)
    .errors(pick("help.not_found", "help.gone")),
};
