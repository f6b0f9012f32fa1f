import * as z from "zod";
import { media } from "#shared/domain/media.ts";
import { conditionCodes, mends, orderCodes } from "#shared/domain/routing/index.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { Author, EventBody } from "./conversation-events.ts";
import { ConversationId, Moment, QueueId, UserId } from "./ids.ts";
import { OfferTrail } from "./offers.ts";
import { procedure } from "./procedure.ts";

const Data = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const Queue = z.object({ id: QueueId, name: z.string() });
const Group = z.object({ id: z.uuid(), name: z.string() });

/** Something that must hold before a conversation is offered to somebody; the text is `routing.condition.<code>`. */
export const RoutingCondition = z.object({
  code: z.enum(conditionCodes),
  met: z.boolean(),
  /** The button by which he mends it himself; `ask`: somebody who sets things up can; `wait`: time does. */
  mend: z.enum(mends),
  data: Data,
});
export type RoutingCondition = z.infer<typeof RoutingCondition>;

/** Why somebody is not asked: the first condition that does not hold, or what puts him behind the one who is. */
export const RoutingReason = z.object({ code: z.enum([...conditionCodes, ...orderCodes]), data: Data });
export type RoutingReason = z.infer<typeof RoutingReason>;

/** "Why am I not getting work?": for each queue or group and medium, what holds and what does not. */
export const OwnRouting = z.object({
  /** What weighs on him, per cent of a full desk. */
  load: z.number().int(),
  /** How many of each medium weigh on him, of how many he takes at once. */
  desk: z.array(z.object({ medium: z.enum(media), working: z.number().int(), most: z.number().int() })),
  lines: z.array(
    z.object({
      /** null: a group's line, of whichever queues its conversations are. */
      queue: Queue.nullable(),
      /** null: a queue's line, of what was handed to no group. */
      group: Group.nullable(),
      medium: z.enum(media),
      conditions: z.array(RoutingCondition),
      /** How many wait there, and how long the first has. */
      waiting: z.number().int(),
      longestSeconds: z.number().int(),
      /** Why those who wait there (the most urgent of them) are not his at this moment. */
      reasons: z.array(RoutingReason.extend({ conversations: z.number().int() })),
    }),
  ),
});
export type OwnRouting = z.infer<typeof OwnRouting>;

/** "Why is this still waiting?": everybody of the queue with what keeps it from him. */
export const WhyWaiting = z.object({
  conversationId: ConversationId,
  queue: Queue,
  group: Group.nullable(),
  medium: z.enum(media),
  priority: z.number().int(),
  waitedSeconds: z.number().int(),
  /** Its place in its queue, by urgency, from 1. */
  position: z.number().int(),
  open: z.boolean(),
  opensAt: Moment.nullable(),
  attempts: z.number().int(),
  /** Until the next may be asked. */
  pauseSeconds: z.number().int(),
  /** At whose desks it rings now, the first twenty by name, of how many, and until when. */
  rings: z.object({ names: z.array(z.string()), people: z.number().int(), until: Moment }).nullable(),
  /** Whom it would be offered to now; while it rings: next, if nobody takes it. */
  chosen: z.array(UserId),
  /** How many there are behind the queue or the group; the list has the first 200. */
  people: z.number().int(),
  agents: z.array(
    z.object({
      user: z.object({ id: UserId, name: z.string() }),
      /** null: he is chosen. `not_offered`: it rings at his desk; for everybody else it is looked at as if it did not ring. */
      reason: RoutingReason.nullable(),
      conditions: z.array(RoutingCondition),
    }),
  ),
  /** The most frequent first. */
  reasons: z.array(z.object({ code: RoutingReason.shape.code, people: z.number().int() })),
  /** Whom it was offered to, the newest first. */
  offers: z.array(OfferTrail),
});
export type WhyWaiting = z.infer<typeof WhyWaiting>;

/** Why a queue's offer rang just there, as the decision was at that moment. */
export const RoutingDecision = z.object({
  queue: Queue.nullable(),
  group: Group.nullable(),
  waitedSeconds: z.number().int(),
  /** How many could have had it, of how many behind the queue or group. */
  free: z.number().int(),
  people: z.number().int(),
  /** For how long the chosen had been free, and how many conversations he had; for those who may know it. */
  chosen: z.object({ idleSeconds: z.number().int(), conversations: z.number().int() }).nullable(),
  /** Why the others were not chosen, the nearest first. Names are for those who may ask why it waits there. */
  reasons: z.array(
    z.object({ code: RoutingReason.shape.code, people: z.number().int(), names: z.array(z.string()) }),
  ),
  /** What kept it from who asks; null: nothing did, he was not one of them, or it is not known. */
  own: RoutingReason.shape.code.nullable(),
  /** False: among so many not everybody was kept by name, so that it is not known whether something kept it from him. */
  ownKnown: z.boolean(),
});
export type RoutingDecision = z.infer<typeof RoutingDecision>;

/** A step of a conversation's way: an offer with its trail, or what moved it. */
export const RoutingStep = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("offer"),
    at: Moment,
    offer: OfferTrail,
    /** The colleague who handed it over. */
    from: z.object({ id: UserId, name: z.string() }).nullable(),
    /** null: a colleague's choice, or of a time when decisions were not kept. */
    decision: RoutingDecision.nullable(),
  }),
  z.object({ kind: z.literal("event"), at: Moment, author: Author, body: EventBody }),
]);
export type RoutingStep = z.infer<typeof RoutingStep>;

/** "How was it routed?": the way of a conversation, the oldest step first. */
export const HowRouted = z.object({
  conversationId: ConversationId,
  steps: z.array(RoutingStep),
  /** Earlier ones are left out. */
  more: z.boolean(),
});
export type HowRouted = z.infer<typeof HowRouted>;

/** Who waits: what a supervisor knows of it who answers nothing himself. Nothing of what was said. */
export const WhoWaits = z.object({
  /** The most urgent first, at most 100. */
  waiting: z.array(
    z.object({
      conversationId: ConversationId,
      customerName: z.string(),
      queue: Queue,
      group: Group.nullable(),
      medium: z.enum(media),
      priority: z.number().int(),
      waitingSince: Moment,
      /** How long somebody of its queue may wait for the service level to be kept, seconds. */
      targetSeconds: z.number().int(),
      attempts: z.number().int(),
      /** At whose desks it rings now. */
      ringsAt: z.array(z.string()),
    }),
  ),
  /** How many there are. */
  total: z.number().int(),
});
export type WhoWaits = z.infer<typeof WhoWaits>;

export const routing = {
  why: procedure("signed-in")
    .route({ method: "GET", path: "/me/routing", summary: "Why am I not getting work?" })
    .output(OwnRouting),
  whyWaiting: procedure("conversation.unassigned.view")
    .route({
      method: "GET",
      path: "/conversations/{conversationId}/why-waiting",
      summary: "Why is this conversation still waiting?",
    })
    .input(z.object({ conversationId: ConversationId }))
    .output(WhyWaiting)
    .errors(pick("conversation.not_found", "conversation.already_assigned")),
  waiting: procedure("monitor.waiting.view")
    .route({ method: "GET", path: "/waiting", summary: "Who waits, in which queue and for how long" })
    .output(WhoWaits),
  whyWatched: procedure("monitor.waiting.view")
    .route({
      method: "GET",
      path: "/waiting/{conversationId}/why",
      summary: "Why is this still waiting? For those who watch over the waiting",
    })
    .input(z.object({ conversationId: ConversationId }))
    .output(WhyWaiting)
    .errors(pick("conversation.not_found")),
  how: procedure("conversation.view")
    .route({
      method: "GET",
      path: "/conversations/{conversationId}/routing",
      summary: "How a conversation was routed: each offer with its trail and reasons, and each move",
    })
    .input(z.object({ conversationId: ConversationId }))
    .output(HowRouted)
    .errors(pick("conversation.not_found")),
};
