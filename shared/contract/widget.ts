import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationEvent, EventPage, EventQuery } from "./conversation-events.ts";
import { SendMessage } from "./conversations.ts";
import { visitorFiles } from "./files.ts";
import { ClientId, ConversationId, CustomerId, Language, Moment } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { MessageText, personLine } from "./text.ts";
import { visitorVisit } from "./visits.ts";

/** What the widget shows before anybody writes. */
export const WidgetConfig = z.object({
  workspaceName: z.string(),
  accent: z.string(),
  /** Languages the page may ask for; the first is the workspace's own. */
  languages: z.array(Language),
  prechat: z.object({ askName: z.boolean(), askEmail: z.boolean() }),
  /** False outside business hours: messages are kept and answered later. */
  open: z.boolean(),
  /** When it opens next, if it is closed now and hours are kept. */
  opensAt: Moment.nullable(),
  identity: z.enum(["optional", "required"]),
  /** Proves for a few minutes on which allowed site the widget was loaded. */
  siteTicket: z.string(),
  /** The widget tells who is on the site, and may invite him. */
  visitors: z.boolean(),
  /** He may call from the page. */
  calls: z.object({ voice: z.boolean(), video: z.boolean() }),
});
export type WidgetConfig = z.infer<typeof WidgetConfig>;

/** A conversation as the customer sees it. */
export const VisitorConversation = z.object({
  id: ConversationId,
  version: z.number().int().positive(),
  state: z.enum(["waiting", "assigned", "closed"]),
  agentName: z.string().nullable(),
  /** How many wait before him in the queue, 0 = next; null when not waiting. */
  position: z.number().int().nonnegative().nullable(),
  lastSeq: z.number().int().nonnegative(),
  /** How far he has read, and how far the staff have received and read, in the customer's numbers. */
  read: z.number().int().nonnegative(),
  agentRead: z.number().int().nonnegative(),
  /** He may ask to be called back, or has asked already; null: neither. */
  callback: z.enum(["offered", "asked"]).nullable(),
});
export type VisitorConversation = z.infer<typeof VisitorConversation>;

const Page = z.object({ url: z.url({ protocol: /^https?$/ }).max(2_000), title: personLine(300) });

export const widget = {
  boot: procedure("public")
    .route({ method: "GET", path: "/widget/boot", summary: "The widget's settings, for an allowed site" })
    .input(z.object({ key: z.string().min(1).max(64) }))
    .output(WidgetConfig)
    .errors(pick("workspace.not_found", "origin.not_allowed")),
  session: procedure("public")
    .route({
      method: "POST",
      path: "/widget/session",
      summary: "Start or continue as a visitor, anonymous or identified",
    })
    .input(
      z.object({
        siteTicket: z.string().max(2_000),
        /** The token of an earlier session; a wrong or old one starts a new visitor. */
        visitorToken: z.string().max(2_000).optional(),
        /** A short-lived JWT signed by the site for its signed-in customer. */
        identityToken: z.string().max(4_000).optional(),
        language: Language.optional(),
      }),
    )
    .output(
      z.object({
        visitorToken: z.string(),
        customerId: CustomerId,
        name: z.string().nullable(),
        verified: z.boolean(),
        conversation: VisitorConversation.nullable(),
      }),
    )
    .errors(
      pick(
        "origin.not_allowed",
        "workspace.not_found",
        "visitor.identity_invalid",
        "visitor.identity_required",
      ),
    ),
};

export const visitor = {
  start: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/conversations",
      summary: "Start a conversation with its first message",
    })
    .input(
      z.object({
        clientId: ClientId,
        name: personLine(120).optional(),
        email: z.union([z.email().max(254), z.literal("")]).optional(),
        text: MessageText,
        page: Page.optional(),
        language: Language.optional(),
        /** The queue that the page asks for, by name or id; without one of this name the first takes it. */
        queue: personLine(120).optional(),
      }),
    )
    .output(z.object({ conversation: VisitorConversation, page: EventPage })),
  current: procedure("visitor")
    .route({
      method: "GET",
      path: "/visitor/conversations/current",
      summary: "The visitor's newest conversation",
    })
    .output(VisitorConversation)
    .errors(pick("conversation.none_open")),
  events: procedure("visitor")
    .route({
      method: "GET",
      path: "/visitor/conversations/{conversationId}/events",
      summary: "A page of the log as the customer sees it",
    })
    .input(EventQuery)
    .output(EventPage)
    .errors(pick("conversation.not_found", "sync.epoch_changed")),
  send: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/conversations/{conversationId}/messages",
      summary: "Send as the customer (the widget uses the socket)",
    })
    .input(SendMessage)
    .output(ConversationEvent)
    .errors(pick("conversation.not_found", "message.client_id_reused", "file.not_found", "server.busy")),
  page: procedure("visitor")
    .route({
      method: "PUT",
      path: "/visitor/conversations/{conversationId}/page",
      summary: "Tell which page the customer looks at now",
    })
    .input(z.object({ conversationId: ConversationId, page: Page }))
    .output(z.object({ ok: z.literal(true) }))
    .errors(pick("conversation.not_found")),
  visit: visitorVisit,
  files: visitorFiles,
};
