import * as z from "zod";
import { languages } from "#shared/domain/languages.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { Conversation } from "./conversations.ts";
import { ClientId, ConversationId, CustomerId, Language, Moment } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { MessageText, personLine, personText } from "./text.ts";

/** Somebody who is on the company's site now. */
export const Visit = z.object({
  customerId: CustomerId,
  /** null: he has never written, nor has the site said who he is. */
  name: z.string().nullable(),
  verified: z.boolean(),
  page: z.object({ url: z.string(), title: z.string() }).nullable(),
  language: z.string().nullable(),
  /** On the site since; how often he came, this visit counted. */
  since: Moment,
  visits: z.number().int().positive(),
  /** His open conversation: `own`, when it is the asker's. */
  conversation: z.object({ id: ConversationId.nullable(), state: z.string(), own: z.boolean() }).nullable(),
});
export type Visit = z.infer<typeof Visit>;

/** Somebody who wrote before. */
export const EarlierCustomer = z.object({
  customerId: CustomerId,
  name: z.string(),
  email: z.string().nullable(),
  /** When his newest conversation was closed. */
  lastAt: Moment.nullable(),
  /** On the site now: he reads it at once. */
  here: z.boolean(),
});
export type EarlierCustomer = z.infer<typeof EarlierCustomer>;

export const visits = {
  list: procedure("conversation.proactive")
    .route({ method: "GET", path: "/visits", summary: "Who is on the company's site now" })
    .output(z.object({ shown: z.boolean(), visits: z.array(Visit) })),
  earlier: procedure("conversation.proactive")
    .route({ method: "GET", path: "/visits/earlier", summary: "Earlier customers whom one may write to" })
    .input(z.object({ search: z.string().max(120).default("") }))
    .output(z.array(EarlierCustomer)),
  write: procedure("conversation.proactive")
    .route({
      method: "POST",
      path: "/visits/messages",
      summary: "Write to a visitor or an earlier customer first; the conversation is one's own then",
    })
    .input(z.object({ clientId: ClientId, customerId: CustomerId, text: MessageText }))
    .output(
      z.object({
        conversation: Conversation,
        /** `next_visit`: he is not on the site now, and finds it when he comes back. */
        reaches: z.enum(["now", "next_visit"]),
      }),
    )
    .errors(pick("customer.not_found", "customer.in_conversation", "agent.at_capacity", "queue.not_found")),
};

const InvitationTexts = z
  .partialRecord(z.enum(languages), personText(400))
  .refine((value) => Object.values(value).some((one) => one?.trim()), "is empty in every language");

/** An invitation that the widget shows by itself. */
export const SiteInvitation = z.object({
  id: z.uuid(),
  version: z.number().int().positive(),
  name: z.string(),
  enabled: z.boolean(),
  /** Part of the page's address; empty: every page. */
  page: z.string(),
  /** After so long on the page, seconds; from the so manieth visit on. */
  seconds: z.number().int(),
  visits: z.number().int(),
  texts: InvitationTexts,
});
export type SiteInvitation = z.infer<typeof SiteInvitation>;

const InvitationInput = z.object({
  name: personLine(80).pipe(z.string().min(1, "is empty")),
  enabled: z.boolean(),
  page: personLine(300),
  seconds: z.number().int().min(0).max(3_600),
  visits: z.number().int().min(1).max(100),
  texts: InvitationTexts,
});
const ById = z.object({ invitationId: z.uuid() });

export const siteInvitations = {
  list: procedure("triggers.manage")
    .route({ method: "GET", path: "/site-invitations", summary: "The invitations of the widget, in order" })
    .output(z.object({ shown: z.boolean(), invitations: z.array(SiteInvitation) })),
  /** Off: the widget's frame loads only when somebody opens it, and tells nothing before. */
  showVisitors: procedure("triggers.manage")
    .route({
      method: "PUT",
      path: "/site-invitations/visitors",
      summary: "Whether the widget tells who is on the site",
    })
    .input(z.object({ shown: z.boolean() }))
    .output(z.object({ shown: z.boolean() })),
  create: procedure("triggers.manage")
    .route({ method: "POST", path: "/site-invitations", summary: "Add an invitation" })
    .input(InvitationInput)
    .output(SiteInvitation),
  update: procedure("triggers.manage")
    .route({ method: "PUT", path: "/site-invitations/{invitationId}", summary: "Change an invitation" })
    .input(InvitationInput.extend({ ...ById.shape, version: z.number().int().positive() }))
    .output(SiteInvitation)
    .errors(pick("site_invitation.not_found", "record.stale")),
  remove: procedure("triggers.manage")
    .route({ method: "DELETE", path: "/site-invitations/{invitationId}", summary: "Delete an invitation" })
    .input(ById)
    .output(z.object({ ok: z.literal(true) }))
    .errors(pick("site_invitation.not_found")),
};

/** The widget's sign of life: where the visitor is. Answered with what may be said to him there. */
export const visitorVisit = procedure("visitor")
  .route({ method: "PUT", path: "/visitor/visit", summary: "Tell which page the visitor looks at" })
  .input(
    z.object({
      page: z.object({ url: z.url({ protocol: /^https?$/ }).max(2_000), title: personLine(300) }),
      language: Language.optional(),
    }),
  )
  .output(
    z.object({
      /** Of this visit: what was shown in it is not shown again. */
      since: Moment,
      invitations: z.array(
        z.object({ id: z.uuid(), version: z.number().int(), seconds: z.number().int(), text: z.string() }),
      ),
    }),
  );
