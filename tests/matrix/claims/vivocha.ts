import { type Claims, need, needs, ownNeeds, type Probe } from "../claim.ts";
import { offersMedia } from "../probes/calls.ts";
import { handlesConversations, transfersConversations } from "../probes/conversations.ts";
import { addsAgents } from "../probes/invite.ts";
import { everything, inherits, nothingElse } from "../probes/sweeps.ts";
import { blocks, each, editsAccounts } from "../probes/users.ts";

const reports = [
  "reports.overview.view",
  "reports.queues.view",
  "reports.groups.view",
  "reports.agents.view",
  "reports.channels.view",
  "reports.services.view",
  "reports.statusLog.view",
] as const;
const monitor = [
  "monitor.conversations.view",
  "monitor.queues.view",
  "monitor.agents.view",
  "monitor.groups.view",
] as const;

const all = ["auditor", "agent", "supervisor", "administrator"];
const reach = { supervisor: ["agent"], administrator: all };
const agents = { scope: "all", roles: ["agent"] } as const;
const notSelf = { scope: "all", others: true } as const;

const own = ["profile.own", "profile.edit", "profile.password", "help"];
const desk = [
  "call.answer",
  "video.start",
  "workspace",
  "conversation.receive",
  "conversation.view",
  "conversation.unassigned",
  "conversation.take",
  "conversation.reply",
  "conversation.note",
  "conversation.transfer",
  "conversation.close",
  "customer",
  "directory",
  "status.set",
  // Answering goes with the replies that are ready, where one writes; they open no page of their own.
  "shortcuts.view",
  "shortcuts.own",
  // V-02: calls are one of the media; whoever handles contacts calls them, where the house allows it.
  "call.outbound",
];
const people = [
  // Help is asked of whoever supervises: it goes with the contacts of his people, and opens no page of its own.
  "conversation.assist",
  "users.view",
  "users.invite",
  "users.personal",
  "users.account",
  "users.photo",
  "users.block",
  "users.massEdit",
  "users.signIns",
  // Of his agents: who supervises them also ends the status that somebody forgot.
  "status.setForOthers",
  "reports",
];

/** Everything else, by role. */
const anythingElse: Probe = (t) => {
  const named = {
    auditor: [...own, "reports"],
    agent: [...own, ...desk],
    // Of the real-time monitor, which is his, those who wait and live conversations are there already.
    supervisor: [...own, ...desk, ...people, "monitor.waiting", "monitor.conversations", "monitor.join"],
  }[t.role];
  // There is no Owner in this scheme, and so no ownership to hand over.
  return named ? nothingElse(...named)(t) : everything("ownership.transfer")(t);
};

/** What the scheme's four roles may do. */
export const vivochaClaims: Claims = {
  "Roles form a hierarchy Auditor < Agent < Supervisor < Administrator; each role inherits the ones before": {
    needs: [],
    probe: inherits([
      // An Agent has none of the Auditor's reports on everybody.
      ["auditor", "agent", "reports."],
      ["auditor", "supervisor"],
      ["agent", "supervisor"],
      ["supervisor", "administrator"],
    ]),
  },
  "Media: chat, call (online or not), video call": {
    needs: [],
    areas: ["calls", "video"],
    probe: offersMedia,
  },
  "Third-party apps and services can be integrated": { needs: [], areas: ["integrations"] },
  "Analyze reports on agents' performance and services (all data)": { needs: needs(reports) },
  "Manage (handle) incoming contacts": {
    needs: ownNeeds("conversation.receive", "conversation.reply"),
    probe: handlesConversations(["administrator"]),
  },
  "Transfer contacts": {
    needs: [need("conversation.transfer", { administrator: "all" }, "own")],
    probe: transfersConversations(["administrator"]),
  },
  "Analyze his own performance": { needs: [need("reports.own.view", { auditor: null }, "own")] },
  "Monitor activities and performances of the call center (real time)": {
    needs: needs([...monitor, "monitor.waiting.view"]),
  },
  "Add or remove applications": { needs: needs(["applications.manage"]) },
  "Create services": { needs: needs(["services.manage"]) },
  "Remove services": { needs: needs(["services.manage"]) },
  "Add new agents": { needs: [need("users.invite", { supervisor: agents })], probe: addsAgents(reach) },
  "Remove already existing agents": {
    needs: [need("users.block", { supervisor: { ...agents, others: true }, administrator: notSelf })],
    probe: each(blocks(reach), editsAccounts(reach)),
  },
  "Any other function of the platform": { needs: [], probe: anythingElse },
};
