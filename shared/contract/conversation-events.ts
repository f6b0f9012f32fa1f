import * as z from "zod";
import { StoredFile } from "./files.ts";
import { ClientId, ConversationId, GroupId, Moment, QueueId, UserId } from "./ids.ts";

/** Who wrote an entry of the log. */
export const Author = z.object({
  kind: z.enum(["customer", "agent", "system", "bot"]),
  id: z.string().nullable(),
  name: z.string(),
});
export type Author = z.infer<typeof Author>;

const Person = z.object({ id: UserId, name: z.string() });
const QueueRef = z.object({ id: QueueId, name: z.string() });

/** Things that happen to a conversation beside what is said in it. All are for staff alone. */
export const notedKinds = [
  /**
   * `seconds`, `outcome` (`declined`, `expired`), `people` who were asked at once: somebody did not take it, and `why`
   * (`rings` on at the others, `nobody` took it) tells what that means.
   */
  "offer_missed",
  /** `outcome`, and where it went: `to` (`agent`, `queue`), `name`. */
  "bounced_back",
  /** `until`, `note`; and `why` (`reminder`, `customer`, `agent`). */
  "parked",
  "resumed",
  /** Back in its queue by itself: `queue`, `why` (`agent_gone`, `reminder`, `customer`), `minutes`. */
  "returned",
  /** `reason`; who came; it is over. */
  "help_asked",
  "help_taken",
  "help_closed",
  /**
   * `disposition` (its name) and `outcome` (its key), `topics`, `tags`, `seconds`, `by` (`saved`, `late`, `timer`,
   * `released`, `reopened`).
   */
  "wrapped_up",
  /** `seconds` that he gave himself beside those of the queue. */
  "wrap_up_extended",
  /** `type`, `action`, `seconds`. */
  "trigger_fired",
  /** `queue`, `why` (`closed`, `full`, `waited`), `to`. */
  "overflowed",
  /** `assistant`, `summary` or the `problem` for which it hands over, and what it has learnt, under `data.<name>`. */
  "assistant_took",
  "assistant_handed_over",
  /** `skill`: a required skill is only preferred from now on. */
  "skill_relaxed",
  /** `kind`, `phone`, `at`. */
  "callback_asked",
  /** `tags`, `topics`: their names now, with commas. */
  "tags_changed",
  "topics_changed",
] as const;
export type NotedKind = (typeof notedKinds)[number];

/** What an entry says, by kind. Notes and outcomes are for staff alone. */
export const EventBody = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("message"),
    text: z.string(),
    files: z.array(StoredFile),
    /** What an assistant offers to choose; the customer may write instead. */
    choices: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal("note"),
    text: z.string(),
    files: z.array(StoredFile),
    /** A supervisor who watches says it to the agent. */
    whisper: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("opened"), queue: QueueRef }),
  z.object({ kind: z.literal("assigned"), agent: Person }),
  z.object({
    kind: z.literal("transferred"),
    from: Person.nullable(),
    toAgent: Person.nullable(),
    toQueue: QueueRef.nullable(),
    toGroup: z.object({ id: GroupId, name: z.string() }).optional(),
  }),
  z.object({ kind: z.literal("closed"), outcome: z.string().nullable() }),
  z.object({ kind: z.literal("reopened") }),
  /** A call in the conversation; `seconds` of talk once it has ended, `cause` as in the call's `endCauses`. */
  z.object({
    kind: z.literal("call"),
    what: z.enum(["started", "answered", "ended"]),
    medium: z.enum(["voice", "video"]),
    seconds: z.number().int().nonnegative().nullable(),
    cause: z.string().nullable(),
  }),
  /** What the staff should know of its course; the texts are `timeline.noted.<what>`, filled from `detail`. */
  z.object({
    kind: z.literal("noted"),
    what: z.enum(notedKinds),
    who: Person.nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
]);
export type EventBody = z.infer<typeof EventBody>;
export type EventKind = EventBody["kind"];

/**
 * One entry of a conversation's append-only log. `seq` counts from 1 without gaps within the stream that the
 * reader sees: staff see every entry, a customer sees the public ones under numbers of their own.
 */
export const ConversationEvent = z.object({
  conversationId: ConversationId,
  seq: z.number().int().positive(),
  clientId: ClientId.nullable(),
  author: Author,
  visibility: z.enum(["public", "internal"]),
  at: Moment,
  body: EventBody,
});
export type ConversationEvent = z.infer<typeof ConversationEvent>;

/** A page of a log, oldest first. A cursor is worth something only within its epoch. */
export const EventPage = z.object({
  epoch: z.uuid(),
  events: z.array(ConversationEvent),
  /** The newest number of the whole log, so that a reader knows whether there is more. */
  lastSeq: z.number().int().nonnegative(),
});
export type EventPage = z.infer<typeof EventPage>;

/** Either `after` (newer, ascending) or `before` (older); with neither, the newest page. */
export const EventQuery = z.object({
  conversationId: ConversationId,
  after: z.coerce.number().int().nonnegative().optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** The epoch the cursor belongs to; when the server's differs, it answers `sync.epoch_changed`. */
  epoch: z.uuid().optional(),
});
export type EventQuery = z.infer<typeof EventQuery>;
