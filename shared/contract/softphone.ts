import * as z from "zod";
import { extensionDigits, isExtension } from "#shared/domain/extensions/extensions.ts";
import { statusKeys } from "#shared/domain/status/index.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { CallById, CallId, CallMedium, LiveCall } from "./calls.ts";
import { ClientId, ConversationId, CustomerId, GroupId, Moment, QueueId, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personText } from "./text.ts";

/** A short number of a person, a group or a queue, unique in its workspace. */
export const ExtensionNumber = z.string().refine(isExtension, "is not a number of 2 to 6 digits");

/** Whom one can call, as they are now. */
export const Contacts = z.object({
  people: z.array(
    z.object({
      id: UserId,
      name: z.string(),
      extension: z.string().nullable(),
      present: z.boolean(),
      status: z.enum(statusKeys),
      customName: z.string().nullable(),
      /** In a call, or one rings for him. */
      inCall: z.boolean(),
    }),
  ),
  /** `free`: how many of its people are there and in no call. */
  groups: z.array(
    z.object({ id: GroupId, name: z.string(), extension: z.string().nullable(), free: z.number().int() }),
  ),
  queues: z.array(
    z.object({ id: QueueId, name: z.string(), extension: z.string().nullable(), free: z.number().int() }),
  ),
  /** Customers whom one may see and who have left a number, the latest first. */
  customers: z.array(z.object({ id: CustomerId, name: z.string(), phone: z.string() })),
});
export type Contacts = z.infer<typeof Contacts>;

export const callOutcomes = ["solved", "call_back", "not_reached", "wrong_number"] as const;
const Outcome = z.enum(callOutcomes);

/** A call as one who was in it, or for whom it rang, looks back at it. */
export const PastCall = z.object({
  id: CallId,
  /** Who began it: oneself, or somebody else. */
  way: z.enum(["in", "out"]),
  between: z.enum(["customer", "colleagues"]),
  medium: CallMedium,
  conversationId: ConversationId.nullable(),
  /** Everybody else who took part or was rung; supervisors are not told of. */
  parties: z.array(z.object({ name: z.string(), userId: UserId.nullable(), phone: z.string().nullable() })),
  at: Moment,
  /** How long it lasted from when somebody answered; null: nobody did, or it goes on. */
  seconds: z.number().int().nullable(),
  /** How it was for oneself. `elsewhere`: a colleague of the group answered it. */
  result: z.enum([
    "live",
    "talked",
    "missed",
    "elsewhere",
    "declined",
    "busy",
    "no_answer",
    "no_such_number",
    "cancelled",
    "failed",
  ]),
  /** How well one was heard and heard, 1 to 5; null: nothing was measured. */
  mos: z.number().nullable(),
  note: z.string(),
  outcome: Outcome.nullable(),
  /** One may write the note: one took part. */
  mayNote: z.boolean(),
});
export type PastCall = z.infer<typeof PastCall>;

const Target = z.union([
  z.object({ userId: UserId }),
  z.object({ groupId: GroupId }),
  z.object({ queueId: QueueId }),
  z.object({ extension: ExtensionNumber }),
]);

/** The softphone: whom one can call, calls between colleagues, and one's own calls of before. */
export const softphone = {
  own: procedure("call.answer")
    .route({ method: "GET", path: "/softphone", summary: "One's extension, and what one's softphone may" })
    .output(
      z.object({
        extension: z.string().nullable(),
        /** The workspace, or one's groups, let one look back at one's calls. */
        callHistory: z.boolean(),
        /** ISO 3166 code of where numbers without a country are; empty: none is set. */
        country: z.string(),
      }),
    ),
  contacts: procedure("call.answer")
    .route({ method: "GET", path: "/softphone/contacts", summary: "Whom one can call, with presence" })
    .input(z.object({ search: personText(80).optional() }))
    .output(Contacts),
  call: procedure("call.answer")
    .route({
      method: "POST",
      path: "/softphone/calls",
      summary:
        "Call a colleague; of a group or queue all who are free are rung, and the first who answers has it",
    })
    .input(z.object({ clientId: ClientId, to: Target }))
    .output(LiveCall)
    .errors(
      pick(
        "agent.not_found",
        "group.not_found",
        "queue.not_found",
        "extension.not_found",
        "call.colleague_away",
        "call.colleague_busy",
        "call.nobody_free",
        "call.busy",
      ),
    ),
  consult: procedure("call.answer")
    .route({
      method: "POST",
      path: "/calls/{callId}/consult-one",
      summary:
        "Hold the other and ring a colleague, one of a group or queue who is free, or whom an extension names",
    })
    .input(CallById.extend({ to: Target }))
    .output(LiveCall)
    .errors(
      pick(
        "call.not_found",
        "call.over",
        "call.wrong_state",
        "call.busy",
        "call.colleague_away",
        "call.nobody_free",
        "agent.not_found",
        "group.not_found",
        "queue.not_found",
        "extension.not_found",
      ),
    ),
  history: procedure("call.answer")
    .route({ method: "GET", path: "/softphone/history", summary: "One's own calls, the latest first" })
    .input(
      z.object({
        /** The last one of the page before. */
        before: CallId.optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
    )
    .output(z.object({ calls: z.array(PastCall), more: z.boolean() }))
    .errors(pick("call.history_closed")),
  noted: procedure("call.answer")
    .route({
      method: "GET",
      path: "/calls/{callId}/note",
      summary: "What was written down of a call of one's own",
    })
    .input(CallById)
    .output(PastCall)
    .errors(pick("call.not_found")),
  note: procedure("call.answer")
    .route({
      method: "PUT",
      path: "/calls/{callId}/note",
      summary: "Write down what a call was about and what came of it; for those who were in it",
    })
    .input(CallById.extend({ note: personText(2_000), outcome: Outcome.nullable() }))
    .output(PastCall)
    .errors(pick("call.not_found")),
};

const Owner = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("user"), id: UserId }),
  z.object({ kind: z.literal("group"), id: GroupId }),
  z.object({ kind: z.literal("queue"), id: QueueId }),
]);

/** Somebody or something that can have an extension. */
export const ExtensionOwner = z.object({
  kind: z.enum(["user", "group", "queue"]),
  id: z.string(),
  name: z.string(),
  extension: z.string().nullable(),
});
export type ExtensionOwner = z.infer<typeof ExtensionOwner>;

export const extensions = {
  list: procedure("call.extensions")
    .route({ method: "GET", path: "/extensions", summary: "People, groups and queues with their extensions" })
    .output(z.array(ExtensionOwner)),
  generate: procedure("call.extensions")
    .route({
      method: "POST",
      path: "/extensions/generate",
      summary: "Give a free extension to all without one",
    })
    .input(
      z.object({
        kinds: z.array(ExtensionOwner.shape.kind).min(1).max(3),
        digits: z.number().int().min(extensionDigits.fewest).max(extensionDigits.most),
      }),
    )
    .output(z.object({ given: z.number().int() }))
    .errors(pick("extension.no_room")),
  set: procedure("call.extensions")
    .route({ method: "PUT", path: "/extensions", summary: "Give, change or take away one extension" })
    .input(z.object({ of: Owner, extension: ExtensionNumber.nullable() }))
    .output(ExtensionOwner)
    .errors(
      pick("extension.taken", "extension.reserved", "agent.not_found", "group.not_found", "queue.not_found"),
    ),
};
