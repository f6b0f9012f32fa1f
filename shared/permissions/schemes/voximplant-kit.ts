import type { Grant, Grants } from "../catalogue.ts";
import {
  answering,
  buildingUp,
  everyConversation,
  monitoring,
  ownSettings,
  pastConversations,
  reporting,
  ruling,
} from "./common.ts";
import { give, join, type Scheme, without } from "./scheme.ts";

const conversationSettings = ["skills", "maxConversations", "notify"] as const;
const led: Grant = { scope: "managed", by: "groups" };
const assigned: Grant = { scope: "managed", by: "assigned" };

const outbound = give({ scope: "own", when: ["outbound.allowed"] }, "call.outbound");

/** What an Agent answers and calls with, before what he may change of himself. */
const desk: Grants = join(
  answering,
  outbound,
  give("own", "shortcuts.own"),
  give({ scope: "managed", fields: ["record"], when: ["callHistory.allowed"] }, "history.missed.view"),
  give({ scope: "managed", fields: ["record"], when: ["callHistory.allowed"] }, "history.callbacks.view"),
);

export const kitAgent: Grants = join(
  desk,
  give({ scope: "own", fields: ["avatar", "language", "timeZone"] }, "profile.edit"),
  give({ scope: "own", fields: ["active"] }, "users.view"),
);

export const kitSupervisor: Grants = join(
  desk,
  ownSettings,
  give({ ...led, fields: ["active"] }, "users.view"),
  give({ ...led, fields: conversationSettings, others: true }, "users.massEdit", "users.account.edit"),
  give(
    led,
    "groups.view",
    "monitor.conversations.view",
    "monitor.join",
    "monitor.agents.view",
    "monitor.groups.view",
    "reports.groups.view",
    "reports.agents.view",
    "reports.statusLog.view",
    "recording.play",
  ),
  give({ ...led, fields: ["record"] }, "history.view"),
  give({ scope: "managed", fields: ["record"] }, "history.missed.view"),
  give("managed", "history.callbacks.view"),
  give(assigned, "monitor.queues.view", "reports.queues.view", "reports.overview.view"),
  give({ ...assigned, when: ["assignment.editor"] }, "monitor.members.move"),
  give({ ...led, others: true }, "status.setForOthers"),
  give("managed", "conversation.assist"),
  // He sets his people's skills, so he must be able to name them.
  give("all", "dnc.manage", "skills.view"),
);

const below: Grant = { scope: "all", roles: "below" };

export const kitManager: Grants = join(
  answering,
  give("own", "call.outbound", "shortcuts.own"),
  ownSettings,
  everyConversation,
  reporting,
  monitoring,
  pastConversations,
  give({ scope: "own", fields: conversationSettings }, "profile.account.edit"),
  give(
    "all",
    "users.view",
    "users.signIns.view",
    "groups.view",
    "groups.manage",
    "queues.view",
    "queues.manage",
    "queues.members.edit",
    "skills.view",
    "skills.manage",
    "tags.manage",
    "topics.manage",
    "topics.nested",
    "dnc.manage",
    "dnc.delete",
    "channels.delete",
    "call.extensions",
    "monitor.transfer",
    "monitor.waiting.view",
    "monitor.members.move",
  ),
  give({ scope: "all", when: ["unused"] }, "tags.delete", "topics.delete"),
  give(below, "users.invite", "users.account.edit", "users.role.change", "users.block", "users.massEdit"),
  give({ ...below, others: true }, "status.setForOthers"),
  give({ scope: "all", fields: ["callPermissions", "contactDetails", "dialing"] }, "settings.general"),
  give({ scope: "all", fields: ["sms"] }, "channels.manage"),
);

export const kitAdministrator: Grants = join(
  without(kitManager, "tags.delete", "topics.delete"),
  buildingUp,
  ruling,
  give("all", "conversation.proactive"),
);

export const kitOwner: Grants = join(kitAdministrator, give("all", "billing.view", "ownership.transfer"));

/** Five roles, Owner > Administrator > Manager > Supervisor > Agent (role-decisions 11 to 24). */
export const voximplantKit: Scheme = {
  says: "Five roles: Agent, Supervisor, Manager, Administrator, Owner",
  top: "owner",
  roles: [
    { key: "agent", name: "Agent", rank: 10, grants: kitAgent, landing: ["/workspace"] },
    { key: "supervisor", name: "Supervisor", rank: 20, grants: kitSupervisor, landing: ["/workspace"] },
    { key: "manager", name: "Manager", rank: 30, grants: kitManager, landing: ["/workspace"] },
    {
      key: "administrator",
      name: "Administrator",
      rank: 40,
      grants: kitAdministrator,
      landing: ["/workspace"],
    },
    { key: "owner", name: "Owner", rank: 50, grants: kitOwner, landing: ["/workspace"] },
  ],
};
