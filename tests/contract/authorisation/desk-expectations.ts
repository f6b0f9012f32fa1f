import { randomUUID } from "node:crypto";
import { callExpectations } from "./call-expectations.ts";
import { about, type Expectation, plain } from "./expectation.ts";
import { phoneExpectations } from "./phone-expectations.ts";

const aFile = () => new File(["hello"], "hello.txt", { type: "text/plain" });
/** An id of nothing. */
const nobodys = "00000000-0000-4000-8000-000000000000";
const wrong = { password: "not this one" };
const seeing = ["conversation.view"] as const;
const writing: Partial<Expectation> = { seenBy: seeing, refused: ["conversation.not_assigned"] };
const handling: Partial<Expectation> = {
  seenBy: seeing,
  refused: ["permission.denied", "conversation.not_found"],
};

/** Of people whom one sees by what one may look at, or by the list of people. */
const ofPerson: Partial<Expectation> = {
  seenBy: ["reports.statusLog.view", "users.view"],
  refused: ["permission.denied"],
};

const message = (conversationId: string, kind: string) => ({
  conversationId,
  clientId: randomUUID(),
  text: "Hello",
  kind,
});

/** Conversations, customers, one's own session and profile. */
export const deskExpectations: Readonly<Record<string, Expectation>> = {
  "session.me": plain("signed-in", {}),
  "session.sessions": plain("profile.own", {}),
  "session.revoke": about("session", "profile.own", (sessionId) => ({ sessionId })),
  "session.revokeOthers": { ...plain("profile.own", {}), ownSession: true },
  "status.set": plain("status.set", { status: "offline" }),
  "status.cancelNext": plain("status.set", {}),
  "status.choices": plain("signed-in", {}),
  "status.media.set": plain("status.set", { deviceId: "a-device-of-his", medium: "voice", on: true }),
  "status.ownLog": plain("status.set", {}),
  "status.logOf": { ...about("user", "reports.statusLog.view", (userId) => ({ userId })), ...ofPerson },
  "status.setFor": {
    ...about(
      "user",
      "status.setForOthers",
      (userId) => ({ userId, status: "offline", reason: "He went home" }),
      200,
      "status.none",
    ),
    ...ofPerson,
    seenBy: ["status.setForOthers", "users.view"],
  },
  "directory.list": plain("directory.view", {}),
  "directory.queues": plain("directory.view", {}),

  "conversations.list": plain("conversation.view", { view: "mine" }),
  "conversations.get": about("conversation", "conversation.view", (conversationId) => ({ conversationId })),
  "conversations.get (waiting)": {
    ...about("waiting", "conversation.view", (conversationId) => ({ conversationId })),
    seenBy: ["conversation.view", "conversation.unassigned.view"],
  },
  "conversations.events": about("conversation", "conversation.view", (conversationId) => ({
    conversationId,
  })),
  "conversations.send": {
    ...about("conversation", "conversation.reply", (id) => message(id, "message")),
    ...writing,
  },
  "conversations.send (note)": {
    ...about("conversation", "conversation.reply", (id) => message(id, "note")),
    seenBy: seeing,
    // Whoever looks after a conversation may note something in it.
    refused: ["conversation.not_assigned", "permission.denied", 200],
  },
  "conversations.take": {
    ...about("waiting", "conversation.take", (conversationId) => ({ conversationId })),
    seenBy: ["conversation.view", "conversation.unassigned.view"],
    refused: ["permission.denied", "conversation.not_found"],
  },
  "conversations.transfer": {
    ...about(
      "conversation",
      "conversation.transfer",
      async (conversationId, floor) => ({
        conversationId,
        assignmentToken: 999,
        to: { kind: "queue", queueId: await floor.queue() },
      }),
      "conversation.stale",
    ),
    ...handling,
  },
  "conversations.targets": {
    ...about("conversation", "conversation.transfer", (conversationId) => ({ conversationId })),
    ...handling,
  },
  "conversations.park": {
    ...about(
      "conversation",
      "conversation.reply",
      (conversationId) => ({ conversationId, assignmentToken: 999, until: "2100-01-01T00:00:00Z" }),
      "conversation.stale",
    ),
    seenBy: seeing,
    refused: ["conversation.stale", "conversation.not_found"],
  },
  "conversations.resume": {
    ...about(
      "conversation",
      "conversation.reply",
      (conversationId) => ({ conversationId, assignmentToken: 999 }),
      "conversation.stale",
    ),
    seenBy: seeing,
    refused: ["conversation.stale", "conversation.not_found"],
  },
  "help.ask": {
    ...about(
      "conversation",
      "conversation.reply",
      (conversationId) => ({ conversationId, reason: "A refund" }),
      200,
      "help.open_already",
    ),
    seenBy: seeing,
    refused: ["conversation.not_found"],
  },
  // Whose requests one reaches is shown in working-help.test.ts; here, that nobody is told of another one.
  "help.list": plain("conversation.assist", {}),
  "help.mine": plain("conversation.reply", {}),
  "help.take": plain("conversation.assist", { helpId: nobodys }, "help.not_found"),
  "help.close": plain("conversation.assist", { helpId: nobodys }, "help.not_found"),
  "help.withdraw": plain("conversation.reply", { helpId: nobodys }, "help.not_found"),
  "conversations.close": {
    ...about(
      "conversation",
      "conversation.close",
      (conversationId) => ({ conversationId, assignmentToken: 999, outcome: "resolved" }),
      "conversation.stale",
    ),
    ...handling,
  },
  "conversations.tags.set": {
    ...about("conversation", "conversation.note", (conversationId) => ({ conversationId, tagIds: [] })),
    ...handling,
  },
  "conversations.topics.set": {
    ...about("conversation", "conversation.note", (conversationId) => ({ conversationId, topicIds: [] })),
    ...handling,
  },
  "wrapUp.form": {
    ...about("conversation", "conversation.close", (conversationId) => ({ conversationId })),
    ...handling,
  },
  "wrapUp.extend": {
    ...about(
      "conversation",
      "conversation.close",
      (conversationId) => ({ conversationId, until: "2030-01-01T00:00:00.000Z" }),
      "wrap_up.not_found",
    ),
    ...handling,
  },
  "wrapUp.finish": {
    ...about(
      "conversation",
      "conversation.close",
      (conversationId) => ({ conversationId, disposition: "resolved" }),
      "wrap_up.not_found",
    ),
    ...handling,
  },
  ...callExpectations,
  ...phoneExpectations,
  "calls.startVideo": {
    ...about(
      "conversation",
      "video.start",
      (conversationId) => ({ conversationId }),
      "conversation.not_assigned",
    ),
    relations: ["foreign", "missing"],
  },
  "offers.accept": about("offer", "conversation.receive", (offerId) => ({ offerId })),
  "offers.decline": about("offer", "conversation.receive", (offerId) => ({ offerId })),
  // Of other people's it goes by the conversation: routing-why.test.ts.
  "offers.trail": {
    ...about("offer", "conversation.view", (offerId) => ({ offerId })),
    relations: ["own", "foreign", "missing"],
  },
  "routing.why": plain("signed-in", {}),
  "routing.whyWaiting": about("waiting", "conversation.unassigned.view", (conversationId) => ({
    conversationId,
  })),
  "routing.waiting": plain("monitor.waiting.view", {}),
  "routing.whyWatched": about("waiting", "monitor.waiting.view", (conversationId) => ({ conversationId })),
  "routing.how": about("conversation", "conversation.view", (conversationId) => ({ conversationId })),
  "routing.how (waiting)": {
    ...about("waiting", "conversation.view", (conversationId) => ({ conversationId })),
    seenBy: ["conversation.view", "conversation.unassigned.view"],
  },
  "customers.get": about("customer", "customer.view", (customerId) => ({ customerId })),
  "customers.conversations": about("customer", "customer.view", (customerId) => ({ customerId })),
  "customers.update": {
    ...about("customer", "customer.edit", (customerId) => ({ customerId, phone: "+39 06 1" })),
    seenBy: ["customer.view"],
    refused: ["customer.not_found", "permission.denied"],
  },
  "files.upload": {
    ...about("conversation", "conversation.reply", (conversationId) => ({ conversationId, file: aFile() })),
    seenBy: seeing,
    refused: ["conversation.not_assigned", 200],
  },

  "profile.get": plain("profile.own", {}),
  "profile.update": plain("profile.edit", { language: "en" }, 200, "permission.field"),
  "profile.updateAccount": plain("profile.account.edit", { notify: true }, 200, "permission.field"),
  "profile.updateAccount (skill)": about("skill", "profile.account.edit", (id) => ({
    skills: [{ id, level: 1 }],
  })),
  "profile.setPhoto": plain("profile.edit", { photo: aFile() }, "photo.invalid", "permission.field"),
  "profile.removePhoto": plain("profile.edit", {}),
  "profile.changeEmail": plain(
    "profile.edit",
    { email: "somebody@floor.example", ...wrong },
    "auth.wrong_password",
    "permission.field",
  ),
  "profile.cancelEmail": plain("profile.edit", {}, 200, "permission.field"),
  "profile.changePassword": plain(
    "profile.password",
    { current: "not this one", password: "an unheard of one 9" },
    "auth.wrong_password",
  ),
  "factors.get": plain("profile.password", {}),
  "factors.startTotp": plain("profile.password", wrong, "auth.wrong_password"),
  "factors.confirmTotp": plain(
    "profile.password",
    { code: "000000" },
    "factor.not_started",
    "factor.wrong_code",
  ),
  "factors.disableTotp": plain("profile.password", wrong, "auth.wrong_password"),
  "factors.renewRecoveryCodes": plain("profile.password", wrong, "auth.wrong_password", "factor.not_started"),
  "factors.startPasskey": plain("profile.password", wrong, "auth.wrong_password"),
  "factors.addPasskey": plain("profile.password", {}, "request.invalid", "passkey.refused"),
  "factors.removePasskey": plain(
    "profile.password",
    { passkeyId: "none" },
    "passkey.not_found",
    "request.invalid",
  ),
};
