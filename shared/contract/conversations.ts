import * as z from "zod";
import { media } from "#shared/domain/media.ts";
import { offerReasons } from "#shared/domain/offer-reasons.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationEvent, EventPage, EventQuery } from "./conversation-events.ts";
import {
  ClientId,
  ConversationId,
  CustomerId,
  FileId,
  GroupId,
  HelpId,
  Moment,
  OfferId,
  QueueId,
  UserId,
} from "./ids.ts";
import { procedure } from "./procedure.ts";
import { MessageText, personLine, personText } from "./text.ts";

/** How far each side has received and read, as numbers of the staff's stream. Only ever grows. */
export const Cursors = z.object({
  customerDelivered: z.number().int().nonnegative(),
  customerRead: z.number().int().nonnegative(),
  agentRead: z.number().int().nonnegative(),
});
export type Cursors = z.infer<typeof Cursors>;

/** The key of one of the workspace's dispositions. */
export const Outcome = z.string().regex(/^[a-z0-9_]{1,64}$/, "is not the key of a disposition");
export type Outcome = z.infer<typeof Outcome>;

/** A conversation as staff see it in lists; the whole record, never a delta. */
export const Conversation = z.object({
  id: ConversationId,
  /** Grows by one with every change of state, so a reader can tell old news from new. */
  version: z.number().int().positive(),
  /** `assistant`: a virtual assistant answers it; nobody of the staff has it. */
  state: z.enum(["assistant", "waiting", "assigned", "closed"]),
  channel: z.enum(["web", "phone"]),
  /** The heaviest medium in it. */
  medium: z.enum(media),
  /** 1 to 30, the highest first. */
  priority: z.number().int(),
  queue: z.object({ id: QueueId, name: z.string() }),
  /** Handed to this group: only its people are asked. */
  group: z.object({ id: GroupId, name: z.string() }).nullable(),
  assistant: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Put aside by its agent until then. */
  parked: z.object({ until: Moment, note: z.string().nullable() }).nullable(),
  /** After-contact work that its agent has not ended; `until` null: without a limit. */
  wrapUp: z.object({ userId: UserId, startedAt: Moment, until: Moment.nullable() }).nullable(),
  /** An agent waits for a supervisor's help with it, or has it. */
  help: z
    .object({
      id: HelpId,
      state: z.enum(["open", "taken"]),
      reason: z.string(),
      /** Who comes. */
      takenBy: z.object({ id: UserId, name: z.string() }).nullable(),
    })
    .nullable(),
  tagIds: z.array(z.uuid()),
  topicIds: z.array(z.uuid()),
  /** How long somebody of its queue may wait for the service level to be kept, seconds. */
  targetSeconds: z.number().int(),
  customer: z.object({
    id: CustomerId,
    name: z.string(),
    email: z.string().nullable(),
    verified: z.boolean(),
  }),
  assignee: z.object({ id: UserId, name: z.string() }).nullable(),
  /** Fencing token: changes with every assignment; a command that carries an old one is refused. */
  assignmentToken: z.number().int().nonnegative(),
  lastSeq: z.number().int().nonnegative(),
  lastMessage: z
    .object({ seq: z.number().int(), authorKind: z.string(), preview: z.string(), at: Moment })
    .nullable(),
  cursors: Cursors,
  page: z.object({ url: z.string(), title: z.string() }).nullable(),
  language: z.string().nullable(),
  outcome: z.string().nullable(),
  createdAt: Moment,
  waitingSince: Moment.nullable(),
  assignedAt: Moment.nullable(),
  closedAt: Moment.nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

/** A conversation put before one agent for some seconds. */
export const Offer = z.object({
  id: OfferId,
  version: z.number().int().positive(),
  conversationId: ConversationId,
  userId: UserId,
  state: z.enum(["open", "accepted", "declined", "expired", "withdrawn"]),
  customerName: z.string(),
  queueName: z.string(),
  medium: z.enum(media),
  /** Why this agent: how the queue chooses, or a colleague who offers it to him alone. */
  reason: z.enum(offerReasons),
  /** It rings at other desks too. */
  broadcast: z.boolean(),
  /** The colleague who hands it over. */
  from: z.object({ id: UserId, name: z.string() }).nullable(),
  note: z.string().nullable(),
  preview: z.string().nullable(),
  createdAt: Moment,
  expiresAt: Moment,
});
export type Offer = z.infer<typeof Offer>;

/** The one hot command: carried on the socket, served by the same use-case as the HTTP form. */
export const SendMessage = z
  .object({
    conversationId: ConversationId,
    clientId: ClientId,
    kind: z.enum(["message", "note"]).default("message"),
    text: z.union([MessageText, z.literal("")]),
    fileIds: z.array(FileId).max(10).default([]),
  })
  .refine((message) => message.text !== "" || message.fileIds.length > 0, {
    message: "is empty",
    path: ["text"],
  });
export type SendMessage = z.infer<typeof SendMessage>;

/** A supervisor's word to the agent whose conversation he watches; the customer never learns of it. */
export const Whisper = z.object({ conversationId: ConversationId, clientId: ClientId, text: MessageText });
export type Whisper = z.infer<typeof Whisper>;

const ById = z.object({ conversationId: ConversationId });
const Fenced = ById.extend({ assignmentToken: z.number().int().nonnegative() });
const refused = ["conversation.not_found", "conversation.stale", "conversation.closed"] as const;

export const conversations = {
  list: procedure("conversation.view")
    .route({
      method: "GET",
      path: "/conversations",
      summary: "Conversations by view: mine, unassigned, closed, with an assistant",
    })
    .input(
      z.object({
        view: z.enum(["mine", "unassigned", "closed", "assistant"]),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.array(Conversation)),
  get: procedure("conversation.view")
    .route({ method: "GET", path: "/conversations/{conversationId}", summary: "One conversation" })
    .input(ById)
    .output(Conversation)
    .errors(pick("conversation.not_found")),
  events: procedure("conversation.view")
    .route({
      method: "GET",
      path: "/conversations/{conversationId}/events",
      summary: "A page of the conversation's log",
    })
    .input(EventQuery)
    .output(EventPage)
    .errors(pick("conversation.not_found", "sync.epoch_changed")),
  send: procedure("conversation.reply")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/messages",
      summary: "Send a message or a note (clients use the socket)",
    })
    .input(SendMessage)
    .output(ConversationEvent)
    .errors(
      pick(
        "conversation.not_found",
        "conversation.closed",
        "conversation.not_assigned",
        "message.client_id_reused",
        "file.not_found",
        "server.busy",
      ),
    ),
  watch: procedure("monitor.conversations.view")
    .route({
      method: "GET",
      path: "/monitor/live/{conversationId}/events",
      summary: "A page of the log of a conversation that somebody has now, for who watches over him",
    })
    .input(EventQuery)
    .output(EventPage)
    .errors(pick("conversation.not_found", "sync.epoch_changed")),
  whisper: procedure("monitor.join")
    .route({
      method: "POST",
      path: "/monitor/live/{conversationId}/whisper",
      summary: "Write to the agent whose conversation one watches; the customer never sees it",
    })
    .input(Whisper)
    .output(ConversationEvent)
    .errors(pick("conversation.not_found", "conversation.closed", "message.client_id_reused", "server.busy")),
  take: procedure("conversation.take")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/take",
      summary: "Take a waiting conversation",
    })
    .input(ById)
    .output(Conversation)
    .errors(pick("conversation.not_found", "conversation.already_assigned", "agent.at_capacity")),
  transfer: procedure("conversation.transfer")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/transfer",
      summary: "Hand over to a colleague, a group or a queue, with a note",
    })
    .input(
      Fenced.extend({
        to: z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("agent"), userId: UserId }),
          z.object({ kind: z.literal("group"), groupId: GroupId }),
          z.object({ kind: z.literal("queue"), queueId: QueueId }),
        ]),
        note: personText(2_000).default(""),
      }),
    )
    .output(Conversation)
    .errors(
      pick(
        ...refused,
        "agent.not_found",
        "agent.not_available",
        "group.not_found",
        "group.nobody",
        "queue.not_found",
      ),
    ),
  park: procedure("conversation.reply")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/park",
      summary: "Put one's conversation aside, with a reminder; parking it again changes when",
    })
    .input(Fenced.extend({ until: Moment, note: personLine(200).default("") }))
    .output(Conversation)
    .errors(pick(...refused, "conversation.not_assigned", "call.busy")),
  resume: procedure("conversation.reply")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/resume",
      summary: "Take one's parked conversation up again",
    })
    .input(Fenced)
    .output(Conversation)
    .errors(pick(...refused, "conversation.not_parked", "agent.at_capacity")),
  close: procedure("conversation.close")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/close",
      summary: "Close with an outcome; in a queue with after-contact work it may be chosen then",
    })
    .input(Fenced.extend({ outcome: Outcome.nullable().default(null), note: personText(2_000).default("") }))
    .output(Conversation)
    .errors(pick(...refused, "disposition.not_found", "wrap_up.incomplete")),
};
