import type { Grants } from "../catalogue.ts";
import { give, join } from "./scheme.ts";

/** What nobody is without: his own profile page, help, and the security of his own account. */
export const everybody: Grants = join(
  give("own", "profile.own", "profile.password"),
  give("all", "help.view"),
  give({ scope: "own", when: ["agentbot.access"] }, "agentbot.open"),
  give({ scope: "own", when: ["assistants.several"] }, "assistants.choose"),
);

export const ownSettings = give("own", "profile.edit");

const answeringOnly: Grants = join(
  give(
    "own",
    "workspace.open",
    "status.set",
    "conversation.receive",
    "conversation.view",
    "conversation.reply",
    "conversation.note",
    "conversation.transfer",
    "conversation.close",
    "customer.view",
    "customer.edit",
    "call.answer",
    "shortcuts.view",
  ),
  give({ scope: "managed", by: "queues" }, "conversation.unassigned.view", "conversation.take"),
  give("all", "directory.view"),
  give({ scope: "own", when: ["video.enabled", "web.channel"] }, "video.start"),
);

/** Answering conversations and calls. */
export const answering: Grants = join(everybody, answeringOnly);

/** Looking after the conversations of one's queues as well. */
export const overseeing: Grants = join(
  give(
    { scope: "managed", by: "queues" },
    "conversation.view",
    "conversation.note",
    "conversation.transfer",
    "conversation.close",
    "customer.view",
  ),
  // Of the people of his groups as well, whatever queue it is.
  give("managed", "conversation.assist"),
);

/** Looking after every conversation. */
export const everyConversation: Grants = give(
  "all",
  "conversation.assist",
  "conversation.view",
  "conversation.unassigned.view",
  "conversation.take",
  "conversation.note",
  "conversation.transfer",
  "conversation.close",
  "customer.view",
  "customer.edit",
);

/** Every module of Monitor, but handing on conversations from it. */
export const monitoring: Grants = give(
  "all",
  "monitor.conversations.view",
  "monitor.join",
  "monitor.queues.view",
  "monitor.agents.view",
  "monitor.groups.view",
);

/** Every module of Reports. */
export const reporting: Grants = give(
  "all",
  "reports.dashboard.view",
  "reports.overview.view",
  "reports.queues.view",
  "reports.groups.view",
  "reports.agents.view",
  "reports.channels.view",
  "reports.services.view",
  "reports.statusLog.view",
);

/** What the highest roles of every scheme have: the rules of the house. */
export const ruling: Grants = give(
  "all",
  "activity.view",
  "security.manage",
  "roles.view",
  "roles.manage",
  "roles.preview",
  "access.explain",
  "settings.general",
);

/** What is set up once: queues, channels, integrations, campaigns. */
export const buildingUp: Grants = give(
  "all",
  "queues.view",
  "queues.manage",
  "queues.members.edit",
  "skills.view",
  "skills.manage",
  "tags.manage",
  "tags.delete",
  "topics.manage",
  "topics.delete",
  "topics.nested",
  "messages.manage",
  "shortcuts.view",
  "shortcuts.manage",
  "triggers.manage",
  "channels.manage",
  "channels.delete",
  "services.manage",
  "applications.manage",
  "integrations.manage",
  "assistants.manage",
  "functions.manage",
  "numbers.manage",
  "call.extensions",
  "video.enable",
  "dnc.manage",
  "dnc.delete",
  "scenarios.manage",
  "campaigns.create",
  "campaigns.manage",
  "campaigns.contacts.edit",
);

/** The whole history. */
export const pastConversations: Grants = give(
  "all",
  "history.view",
  "history.missed.view",
  "history.callbacks.view",
  "history.export",
  "recording.play",
  "clients.view",
);
