import * as z from "zod";
import { isPhone } from "#shared/domain/phone.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationId, CustomerId, GroupId, Moment, QueueId, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine, personText } from "./text.ts";
import { VisitorConversation } from "./widget.ts";

const MissedId = z.uuid();
const Person = z.object({ id: UserId, name: z.string() });
/** What the rule of seeing a conversation reads of it. */
const Looked = { state: z.string(), queueId: QueueId, assigneeId: UserId.nullable() };

/** Why somebody was missed: he left while he waited, could not or need not wait any longer, or asks to be called back. */
export const missedKinds = ["abandoned", "missed", "callback"] as const;

/** Somebody whom nobody answered. It closes itself when he is reached. */
export const MissedItem = z.object({
  id: MissedId,
  version: z.number().int().positive(),
  kind: z.enum(missedKinds),
  customer: z.object({ id: CustomerId, name: z.string(), email: z.string().nullable() }),
  /** Who owns it. */
  queue: z.object({ id: QueueId, name: z.string() }),
  group: z.object({ id: GroupId, name: z.string() }).nullable(),
  channel: z.string(),
  phone: z.string().nullable(),
  /** What he wrote, unanswered. */
  text: z.string().nullable(),
  /** What the staff noted. */
  note: z.string().nullable(),
  /** When he wants to be called; null: as soon as possible. */
  wantedAt: Moment.nullable(),
  state: z.enum(["open", "taken", "done"]),
  takenBy: Person.nullable(),
  createdAt: Moment,
  doneAt: Moment.nullable(),
  /** `reached`: somebody wrote to him. `returned`: he came back and was answered. `closed`: by hand. */
  doneBy: z.enum(["reached", "returned", "closed"]).nullable(),
  doneByPerson: Person.nullable(),
  /** How long somebody of its queue may wait for the service level to be kept, seconds. */
  targetSeconds: z.number().int(),
  /** The conversation that was missed, and what says who may look at it. */
  conversationId: ConversationId.nullable(),
  past: z.object(Looked).nullable(),
  /** He is back: this conversation of his is open now. */
  back: z
    .object({
      ...Looked,
      conversationId: ConversationId,
      state: z.enum(["assistant", "waiting", "assigned"]),
    })
    .nullable(),
});
export type MissedItem = z.infer<typeof MissedItem>;

const One = z.object({ missedId: MissedId });

/** So long something that was marked as done by hand may be taken back. */
export const undoSeconds = 30;

export const missed = {
  list: procedure("conversation.take")
    .route({
      method: "GET",
      path: "/missed",
      summary: "Whom nobody answered, of the queues that one takes from",
    })
    .input(z.object({ view: z.enum(["open", "done"]).default("open") }))
    .output(z.array(MissedItem)),
  take: procedure("conversation.take")
    .route({ method: "POST", path: "/missed/{missedId}/take", summary: "Take it: one sees to it oneself" })
    .input(One)
    .output(MissedItem)
    .errors(pick("missed.not_found", "missed.taken", "missed.done")),
  release: procedure("conversation.take")
    .route({
      method: "POST",
      path: "/missed/{missedId}/release",
      summary: "Give it back to everybody of its queue: what one took, or a colleague whom one looks after",
    })
    .input(One)
    .output(MissedItem)
    .errors(pick("missed.not_found", "missed.taken", "missed.done")),
  note: procedure("conversation.take")
    .route({ method: "PUT", path: "/missed/{missedId}/note", summary: "Note something on it" })
    .input(
      One.extend({
        note: personText(2_000),
        /** The note that one saw as one wrote: a newer one of somebody else is not written over. */
        seen: z.string().max(2_000).nullable(),
      }),
    )
    .output(MissedItem)
    .errors(pick("missed.not_found", "record.stale")),
  done: procedure("conversation.take")
    .route({ method: "POST", path: "/missed/{missedId}/done", summary: "Mark it as done" })
    .input(One)
    .output(MissedItem)
    .errors(pick("missed.not_found", "missed.done")),
  undo: procedure("conversation.take")
    .route({
      method: "POST",
      path: "/missed/{missedId}/undo",
      summary: "Take back, for some seconds, that it is done",
    })
    .input(One)
    .output(MissedItem)
    .errors(pick("missed.not_found", "missed.too_late")),
};

const Own = z.object({ conversationId: ConversationId });

/** What a customer does when he need not wait any longer. */
export const visitorCallbacks = {
  askCallback: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/conversations/{conversationId}/callback",
      summary: "Ask to be called back; who waits need not wait any longer",
    })
    .input(
      Own.extend({
        name: personLine(120).optional(),
        phone: personText(40).refine(
          isPhone,
          "is not a phone number with its country, such as +39 06 1234567",
        ),
        /** When he wants to be called; absent: as soon as possible. */
        wantedAt: Moment.optional(),
      }),
    )
    .output(VisitorConversation)
    .errors(pick("conversation.not_found", "callback.not_offered")),
  leave: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/conversations/{conversationId}/leave",
      summary: "Wait no longer; whoever wants to can still answer",
    })
    .input(Own)
    .output(VisitorConversation)
    .errors(pick("conversation.not_found")),
};
