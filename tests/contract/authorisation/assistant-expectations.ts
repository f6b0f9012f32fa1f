import { randomUUID } from "node:crypto";
import { about, type Expectation, plain } from "./expectation.ts";

const stale = 999_999;
const name = () => `Name ${randomUUID()}`;
const invitation = () => ({
  name: name(),
  enabled: false,
  page: "",
  seconds: 20,
  visits: 1,
  texts: { en: "Need a hand?" },
});

/** Virtual assistants, and writing to customers first. */
export const assistantExpectations: Readonly<Record<string, Expectation>> = {
  "assistants.list": plain("assistants.manage", {}),
  "assistants.create": {
    ...plain("assistants.manage", {}),
    input: () => ({ name: name(), kind: "built_in" }),
  },
  "assistants.update": about(
    "assistant",
    "assistants.manage",
    (assistantId) => ({ assistantId, version: stale, enabled: true }),
    "record.stale",
  ),
  "assistants.sort": about("assistant", "assistants.manage", (assistantId) => ({
    assistantIds: [assistantId],
  })),
  "assistants.remove": about("assistant", "assistants.manage", (assistantId) => ({ assistantId })),
  // The ones of the floor are built in: they have no secret to change.
  "assistants.rotateSecret": about(
    "assistant",
    "assistants.manage",
    (assistantId) => ({ assistantId }),
    "assistant.not_found",
  ),
  "assistants.test": about("assistant", "assistants.manage", (assistantId) => ({ assistantId, text: "Hi" })),
  "assistants.names": plain("conversation.view", {}),
  "assistants.handover": about("conversation", "conversation.view", (conversationId) => ({ conversationId })),

  "visits.list": plain("conversation.proactive", {}),
  "visits.earlier": plain("conversation.proactive", { search: "" }),
  // Whom one may write to is shown in proactive.test.ts; here, that nobody is told of somebody else.
  "visits.write": {
    ...plain("conversation.proactive", {}, "customer.not_found"),
    input: () => ({ clientId: randomUUID(), customerId: randomUUID(), text: "Hello" }),
  },

  "siteInvitations.list": plain("triggers.manage", {}),
  "siteInvitations.showVisitors": plain("triggers.manage", { shown: false }),
  "siteInvitations.create": { ...plain("triggers.manage", {}), input: invitation },
  "siteInvitations.update": about(
    "siteInvitation",
    "triggers.manage",
    (invitationId) => ({ invitationId, version: stale, ...invitation() }),
    "record.stale",
  ),
  "siteInvitations.remove": about("siteInvitation", "triggers.manage", (invitationId) => ({ invitationId })),
};
