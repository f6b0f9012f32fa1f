import { type Claims, need, needs, type Probe } from "../claim.ts";
import { joinsCalls, watchesLive } from "../probes/calls.ts";
import { handlesConversations } from "../probes/conversations.ts";
import { changesExtensions } from "../probes/extensions.ts";
import { managesGroups, seesGroups } from "../probes/groups.ts";
import { editsSettings, readsActivity, setsSecurity } from "../probes/house.ts";
import { invites } from "../probes/invite.ts";
import { massEdits, massEditsLed } from "../probes/mass-edit.ts";
import { seesPeople } from "../probes/people-list.ts";
import { editsOwn, leavesOthersPersonal } from "../probes/profile.ts";
import { editsQueueMembers, managesQueues, managesSkills } from "../probes/queues-and-skills.ts";
import { readsStatusLogs } from "../probes/status-log.ts";
import { managesTags, managesTopicSets, nestsTopics } from "../probes/topics-and-tags.ts";
import { blocks, changesRoles } from "../probes/users.ts";
import {
  assigned,
  below,
  downwards,
  editors,
  led,
  ledAccounts,
  managersSettings,
  missedOfAgents,
  missedOfGroups,
  overAll,
  unused,
} from "./kit-grants.ts";

const everyBelow = { owner: downwards, administrator: downwards, manager: downwards };
const topThree = { owner: "all", administrator: "all", manager: "all" } as const;

/** One's own settings, of which an Agent has all but the e-mail address and the name; nobody else's. */
const editsProfiles: Probe = async (t) => {
  const some = ["avatar", "language", "timeZone"];
  if (t.role === "agent") await editsOwn({ open: some, shut: ["email"], password: true })(t);
  else await editsOwn({ open: [...some, "email"], password: true })(t);
  await leavesOthersPersonal(t);
};

const people = "Settings: users and groups: ";
const live = "Live monitoring and statistics: ";
const past = "Historical reporting: ";
const history = "Call and messaging history: ";
const general = "General settings: ";
const campaigns = "Outbound campaigns: ";

/** What the scheme's table of access rights says. */
export const kitTableClaims: Claims = {
  [`${people}View users' list and profiles`]: {
    needs: [
      need("users.view", {
        supervisor: { ...led, fields: ["active"] },
        agent: { scope: "own", fields: ["active"] },
      }),
    ],
    probe: seesPeople({ supervisor: "led", agent: "own" }),
  },
  [`${people}Edit user profiles`]: {
    needs: [
      need("profile.edit", {
        owner: "own",
        administrator: "own",
        manager: "own",
        supervisor: "own",
        agent: { scope: "own", fields: ["avatar", "language", "timeZone"] },
      }),
    ],
    probe: editsProfiles,
  },
  [`${people}Invite new users`]: { needs: [need("users.invite", everyBelow)], probe: invites(below) },
  [`${people}Block and archive users`]: { needs: [need("users.block", everyBelow)], probe: blocks(below) },
  [`${people}Change user roles`]: {
    needs: [need("users.role.change", everyBelow)],
    probe: changesRoles(below),
  },
  [`${people}Bulk edit users`]: {
    needs: [need("users.massEdit", { ...everyBelow, supervisor: ledAccounts })],
    probe: (t) => (t.role === "supervisor" ? massEditsLed(t) : massEdits(below)(t)),
  },
  [`${people}View group list`]: {
    needs: [need("groups.view", { supervisor: led })],
    probe: seesGroups(["supervisor"]),
  },
  [`${people}Create and manage groups`]: { needs: needs(["groups.manage"]), probe: managesGroups },

  [`${live}Monitor live conversations`]: {
    needs: [need("monitor.conversations.view", { supervisor: led })],
    probe: watchesLive,
  },
  // "Allow", and still no further than one may watch (decision 15).
  [`${live}Join conversations to listen or talk`]: {
    needs: [need("monitor.join", { supervisor: led })],
    probe: joinsCalls,
  },
  [`${live}View real-time metrics of queues and PDS campaigns`]: {
    needs: [need("monitor.queues.view", { supervisor: assigned })],
  },
  [`${live}View real-time metrics of agents`]: { needs: [need("monitor.agents.view", { supervisor: led })] },
  [`${live}View real-time metrics of groups`]: { needs: [need("monitor.groups.view", { supervisor: led })] },
  [`${live}Move agents between campaigns/queues`]: {
    needs: [need("monitor.members.move", { supervisor: editors })],
  },

  [`${past}View queue/PDS campaigns' reports`]: {
    needs: [need("reports.queues.view", { supervisor: assigned })],
  },
  [`${past}View agents' reports`]: { needs: [need("reports.agents.view", { supervisor: led })] },
  [`${past}View groups' reports`]: { needs: [need("reports.groups.view", { supervisor: led })] },
  [`${past}View channels' reports`]: { needs: needs(["reports.channels.view"]) },
  [`${past}View user status log`]: {
    needs: [need("reports.statusLog.view", { supervisor: led })],
    probe: readsStatusLogs({ supervisor: "led" }),
  },

  [`${history}View call and messaging history`]: {
    needs: [need("history.view", { supervisor: { ...led, fields: ["record"] } })],
  },
  [`${history}View missed calls history`]: {
    needs: [need("history.missed.view", { supervisor: missedOfGroups, agent: missedOfAgents })],
  },
  [`${history}View callback history`]: {
    needs: [need("history.callbacks.view", { supervisor: { scope: "managed" }, agent: missedOfAgents })],
  },
  [`${history}Export call records to TQM`]: { needs: needs(["history.export"]) },

  "Settings: queues: Create and edit queues": { needs: needs(["queues.manage"]), probe: managesQueues },
  "Settings: queues: Add queue members or move users between queues": {
    needs: needs(["queues.members.edit"]),
    probe: editsQueueMembers,
  },
  "Workspace: Process conversations": {
    needs: [need("conversation.receive", {}, "own"), need("conversation.reply", {}, "own")],
    probe: handlesConversations(overAll),
  },

  [`${general}View and edit general settings`]: {
    needs: [need("settings.general", { manager: managersSettings })],
    probe: editsSettings({ manager: managersSettings.fields ?? [] }),
  },
  [`${general}Create and edit channels`]: {
    needs: [
      need("channels.manage", { manager: { scope: "all", fields: ["sms"] } }),
      need("channels.delete", { manager: { scope: "all" } }),
    ],
  },
  [`${general}Work with extensions`]: { needs: needs(["call.extensions"]), probe: changesExtensions },
  [`${general}Create, edit, delete skills`]: {
    needs: [need("skills.manage", topThree)],
    probe: managesSkills,
  },
  [`${general}Add, edit, delete tags`]: {
    needs: [need("tags.manage", { manager: { scope: "all" } }), need("tags.delete", { manager: unused })],
    probe: managesTags,
  },
  [`${general}Add, edit, delete topic sets`]: {
    needs: [need("topics.manage", { manager: { scope: "all" } }), need("topics.delete", { manager: unused })],
    probe: managesTopicSets,
  },
  [`${general}Add, edit, delete a topic (inside a topic set)`]: {
    needs: needs(["topics.nested"]),
    probe: nestsTopics,
  },
  [`${general}Create DNC lists`]: {
    needs: [need("dnc.manage", { supervisor: { scope: "all" } }), need("dnc.delete", { supervisor: null })],
  },

  [`${campaigns}Work with scenarios`]: { needs: needs(["scenarios.manage"]) },
  [`${campaigns}Create an outbound campaign (automated or PDS)`]: { needs: needs(["campaigns.create"]) },
  [`${campaigns}Manage campaigns (view data, pause, complete, or move a campaign)`]: {
    needs: needs(["campaigns.manage"]),
  },
  [`${campaigns}Change campaign settings (add, remove contacts)`]: {
    needs: needs(["campaigns.contacts.edit"]),
  },

  "Administration: Integrations": { needs: needs(["integrations.manage"]) },
  "Administration: Security": { needs: needs(["security.manage"]), probe: setsSecurity },
  "Administration: User activity log": { needs: needs(["activity.view"]), probe: readsActivity },
  "Administration: Functions": { needs: needs(["functions.manage"]) },
  "Administration: Numbers": { needs: needs(["numbers.manage"]) },
};
