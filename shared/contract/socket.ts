import * as z from "zod";
import type { WireError } from "#shared/errors/app-error.ts";
import type { Access } from "#shared/permissions/catalogue.ts";
import { HeardNow, LiveCall } from "./calls.ts";
import { ConversationEvent } from "./conversation-events.ts";
import { Conversation, Cursors, Offer, SendMessage } from "./conversations.ts";
import { defineEvents, type EventMap, type Listeners } from "./events.ts";
import { HelpRequest } from "./help.ts";
import { ConversationId, Moment, OfferId } from "./ids.ts";
import { MissedItem } from "./missed.ts";
import { AgentStatus } from "./statuses.ts";
import { VisitorCall } from "./visitor-calls.ts";
import { VisitorConversation } from "./widget.ts";

/** First news on every connection; tells whether old cursors are still worth something. */
export const Welcome = z.object({ epoch: z.uuid(), serverTime: Moment, connectionId: z.string() });
export type Welcome = z.infer<typeof Welcome>;

/** Everything a desk shows at first: sent on request after the rooms are joined, so nothing falls between. */
export const DeskSnapshot = z.object({
  epoch: z.uuid(),
  serverTime: Moment,
  mine: z.array(Conversation),
  unassigned: z.array(Conversation),
  offers: z.array(Offer),
  status: AgentStatus,
});
export type DeskSnapshot = z.infer<typeof DeskSnapshot>;

export const Typing = z.object({
  conversationId: ConversationId,
  who: z.object({ kind: z.enum(["customer", "agent"]), id: z.string(), name: z.string() }),
  on: z.boolean(),
});
export type Typing = z.infer<typeof Typing>;

const shared = {
  welcome: Welcome,
  "event.appended": ConversationEvent,
  typing: Typing,
  /**
   * The session is over here: say so and keep the drafts. `revoked`: signed out, here or by another device or superior;
   * `expired`: idle or old; `address_not_allowed`: it lives, but may not be used from this network.
   */
  "session.ended": z.object({ reason: z.enum(["revoked", "expired", "blocked", "address_not_allowed"]) }),
  /** The server goes down on purpose: come back after so many milliseconds. */
  "server.draining": z.object({ retryAfterMs: z.number().int().nonnegative() }),
};

/** News for desks (namespace `/desk`). */
export const deskEvents = defineEvents({
  ...shared,
  "conversation.changed": Conversation,
  "offer.changed": Offer,
  /** Of one's own, and of those whom one looks after. */
  "help.changed": HelpRequest,
  /** Of those in it; `heard.changed` goes to the supervisors in it alone, five times a second at most. */
  "call.changed": LiveCall,
  "heard.changed": HeardNow,
  "cursors.changed": z.object({ conversationId: ConversationId, cursors: Cursors }),
  /** Of the queues that one takes conversations from. */
  "missed.changed": MissedItem,
  /** One's own status, at once. */
  "status.changed": AgentStatus,
  /** Colleagues' statuses, gathered for a moment, so that a busy floor is not a flood. */
  "colleagues.changed": z.object({ statuses: z.array(AgentStatus) }),
  /** One's rights have changed: `session.me` has what is so now. The socket closes and is let in again by them. */
  "rights.changed": z.object({ what: z.enum(["role", "groups", "queues", "settings"]) }),
});

/** News for the widget (namespace `/visitor`). */
export const visitorEvents = defineEvents({
  ...shared,
  "conversation.changed": VisitorConversation,
  "call.changed": VisitorCall,
});

/** A command carried on the socket: who may, what goes in, what the acknowledgement holds. */
export interface SocketCommand {
  readonly access: Access;
  /** It changes something, and so is closed to who only looks as another role. */
  readonly writes?: boolean;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

const Ok = z.object({ ok: z.literal(true) });
const Watched = z.object({ epoch: z.uuid(), lastSeq: z.number().int().nonnegative() });
const Place = z.object({ conversationId: ConversationId });
const ReadUpTo = Place.extend({ seq: z.number().int().nonnegative(), delivered: z.boolean().default(false) });
const Pong = z.object({ serverTime: Moment });

/** Commands of a desk. `message.send` is the hot one; the others are worthless when late. */
export const deskCommands = {
  "message.send": {
    access: "conversation.reply",
    writes: true,
    input: SendMessage,
    output: ConversationEvent,
  },
  "desk.snapshot": { access: "signed-in", input: z.object({}), output: DeskSnapshot },
  "conversation.watch": { access: "conversation.view", input: Place, output: Watched },
  "conversation.unwatch": { access: "conversation.view", input: Place, output: Ok },
  "messages.read": { access: "conversation.view", writes: true, input: ReadUpTo, output: Ok },
  "typing.set": {
    access: "conversation.reply",
    writes: true,
    /** `note`: what is being written is for the staff, and so is that it is. */
    input: Place.extend({ on: z.boolean(), note: z.boolean().default(false) }),
    output: Ok,
  },
  /** An offer stands on a screen of his, or was heard: for its trail. */
  "offer.seen": {
    access: "conversation.receive",
    writes: true,
    input: z.object({ offerId: OfferId, what: z.enum(["shown", "sounded"]) }),
    output: Ok,
  },
  "presence.beat": { access: "signed-in", input: z.object({}), output: Pong },
  ping: { access: "signed-in", input: z.object({}), output: Pong },
} as const satisfies Record<string, SocketCommand>;

/** Commands of the widget. */
export const visitorCommands = {
  "message.send": { access: "visitor", input: SendMessage, output: ConversationEvent },
  "conversation.watch": {
    access: "visitor",
    input: Place,
    output: Watched.extend({ conversation: VisitorConversation }),
  },
  "messages.read": { access: "visitor", input: ReadUpTo, output: Ok },
  "typing.set": { access: "visitor", input: Place.extend({ on: z.boolean() }), output: Ok },
  ping: { access: "visitor", input: z.object({}), output: Pong },
} as const satisfies Record<string, SocketCommand>;

/** Every acknowledgement: the output, or the failure by its code. */
export type Ack<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: WireError };

export type Commands = Readonly<Record<string, SocketCommand>>;

/** The emit signatures of a command map, as Socket.IO types want them. */
export type Emitters<C extends Commands> = {
  [K in keyof C]: (
    input: z.input<C[K]["input"]>,
    ack: (answer: Ack<z.output<C[K]["output"]>>) => void,
  ) => void;
};

export type DeskNews = Listeners<typeof deskEvents>;
export type VisitorNews = Listeners<typeof visitorEvents>;
export type NewsOf<E extends EventMap> = { [K in keyof E]: z.output<E[K]> };
