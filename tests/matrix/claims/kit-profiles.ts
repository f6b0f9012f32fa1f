import type { Grant } from "#shared/permissions/catalogue.ts";
import { type Claims, need, needs, ownNeeds, type Probe } from "../claim.ts";
import { watchesLive } from "../probes/calls.ts";
import { handlesConversations, hasWorkspace } from "../probes/conversations.ts";
import { canLead, groupSettingPrevails } from "../probes/groups.ts";
import { editsLed, massEditsLed } from "../probes/mass-edit.ts";
import { seesPeople, seesProfilesOnly } from "../probes/people-list.ts";
import { callsOut } from "../probes/phone.ts";
import { openPlacesAre } from "../probes/places.ts";
import { editsOwn, editsOwnAccount, leavesOthersPersonal } from "../probes/profile.ts";
import { canBeAssigned } from "../probes/queues-and-skills.ts";
import { playsRecordings } from "../probes/recordings.ts";
import { hasRoles } from "../probes/sweeps.ts";
import { each } from "../probes/users.ts";
import {
  assigned,
  editors,
  led,
  ledAccounts,
  missedOfAgents,
  missedOfGroups,
  outbound,
  overAll,
} from "./kit-grants.ts";

const ownParts = ["avatar", "language", "timeZone"];

const rolesAreGiven: Probe = async (t) => {
  const top = await t.floor.desk({ role: t.book.top });
  for (const { key } of t.book.roles.filter((role) => role.key !== t.book.top)) {
    const person = await t.floor.person({ role: key === "agent" ? "manager" : "agent" });
    const after = await t.opens(top, "users.changeRole", { userId: person.id, version: 1, role: key });
    t.holds("the role is given", after?.role === key, after?.role);
  }
};

const everyRole = (grant: Grant | null) =>
  Object.fromEntries(
    ["agent", "supervisor", "manager", "administrator", "owner"].map((role) => [role, grant]),
  );

/** What the scheme's page on each role says. */
export const kitProfileClaims: Claims = {
  "Five roles exist: Agent, Supervisor, Manager, Administrator, Owner": {
    needs: [],
    probe: hasRoles("Agent", "Supervisor", "Manager", "Administrator", "Owner"),
  },
  "Roles are ascribed in Setup > Contact center > Users": { needs: [], probe: rolesAreGiven },
  "Personal profile settings of another user (avatar, email, password, language, timezone)": {
    needs: needs(["users.personal.edit", "users.photo.edit"], everyRole(null)),
    probe: leavesOthersPersonal,
  },
  "Handle inbound and outbound communication, follow scripts, make conversation notes": {
    needs: [
      ...ownNeeds("conversation.reply", "conversation.note", "call.answer"),
      need("call.outbound", {}, outbound),
    ],
    probe: handlesConversations(overAll),
  },
  "Answer calls from queues and process conversation chats": {
    needs: ownNeeds("conversation.receive", "call.answer"),
    probe: handlesConversations(overAll),
  },
  "Edit own profile: avatar, interface language, timezone": {
    needs: [need("profile.edit", {}, { scope: "own", fields: ownParts })],
    probe: editsOwn({ open: ownParts, shut: ["name"] }),
  },
  "Change own email address": { needs: [], probe: editsOwn({ shut: ["email"] }) },
  "Edit own account details (role, skills, conversation settings)": {
    needs: needs(["profile.account.edit"]),
    probe: editsOwnAccount,
  },
  "Outbound calls from the softphone": {
    needs: [need("call.outbound", { agent: outbound })],
    probe: callsOut,
  },
  "Precedence of the group setting over the general setting": { needs: [], probe: groupSettingPrevails },
  "Section: Workspace": { needs: ownNeeds("workspace.open"), probe: hasWorkspace },
  "Section: Missed calls history": {
    needs: [need("history.missed.view", { agent: missedOfAgents, supervisor: missedOfGroups })],
  },
  // Workspace and the missed calls; also callbacks, one's own profile and help.
  "Any other section": { needs: [], probe: openPlacesAre("/workspace", "/profile", "/help", "/history") },
  "Lead one or more agent groups": { needs: [], probe: canLead },
  "Be assigned to queues or PDS campaigns": { needs: [], areas: ["campaigns"], probe: canBeAssigned },
  "Edit and mass edit settings of own groups' agents: skills, max chats, notify agents": {
    needs: needs(["users.massEdit", "users.account.edit"], { supervisor: ledAccounts }),
    probe: each(massEditsLed, editsLed),
  },
  "Monitor live conversations": {
    needs: [need("monitor.conversations.view", { supervisor: led })],
    probe: watchesLive,
  },
  "Listen to call recordings": {
    needs: [need("recording.play", { supervisor: led })],
    probe: playsRecordings,
  },
  "Review live and historical reports": {
    needs: [
      need("monitor.queues.view", { supervisor: assigned }),
      need("monitor.groups.view", { supervisor: led }),
      need("reports.queues.view", { supervisor: assigned }),
      need("reports.groups.view", { supervisor: led }),
    ],
  },
  "View user profiles of their agents": {
    needs: [need("users.view", { supervisor: { ...led, fields: ["active"] } })],
    probe: seesProfilesOnly,
  },
  "Move own groups' agents between the reporting queues and PDS campaigns in Live monitoring": {
    needs: [need("monitor.members.move", { supervisor: editors })],
  },
  "Live monitoring > Groups": { needs: [need("monitor.groups.view", { supervisor: led })] },
  "Live monitoring > Queues: summary table and Queue performance dashboard": {
    needs: [need("monitor.queues.view", { supervisor: assigned })],
  },
  "Live monitoring > Queues: Agents performance table": {
    needs: [
      need("monitor.queues.view", { supervisor: assigned }),
      need("monitor.agents.view", { supervisor: led }),
    ],
  },
  "Live monitoring > PDS campaigns: summary table and campaign dashboard": {
    needs: [need("monitor.queues.view", { supervisor: assigned })],
    areas: ["campaigns"],
  },
  "Live monitoring > PDS campaigns: Agents performance table": {
    needs: [
      need("monitor.queues.view", { supervisor: assigned }),
      need("monitor.agents.view", { supervisor: led }),
    ],
    areas: ["campaigns"],
  },
  "Leads no group but manages a queue or campaign": {
    needs: [
      need("monitor.queues.view", { supervisor: assigned }),
      need("monitor.agents.view", { supervisor: led }),
    ],
  },
  // By assignment alone: leading a group opens no figures of the queue that its people answer.
  "Leads a group but does not manage the queue/campaign its agents work in": {
    needs: [],
    areas: ["monitor", "reports"],
  },
  "Live monitoring > Agents": { needs: [need("monitor.agents.view", { supervisor: led })] },
  "Reports > Groups": { needs: [need("reports.groups.view", { supervisor: led })] },
  "Reports > Queues": { needs: [need("reports.queues.view", { supervisor: assigned })] },
  "Reports > PDS campaigns": {
    needs: [need("reports.queues.view", { supervisor: assigned })],
    areas: ["campaigns"],
  },
  "Reports > Agents": { needs: [need("reports.agents.view", { supervisor: led })] },
  "Reports > Overview": { needs: [need("reports.overview.view", { supervisor: assigned })] },
  "Edit own profile: avatar, email address and password, interface language, timezone": {
    needs: ownNeeds("profile.edit", "profile.password"),
    probe: editsOwn({ open: [...ownParts, "email"], password: true }),
  },
  "Section: Live monitoring": {
    needs: [
      need("monitor.conversations.view", { supervisor: led }),
      need("monitor.agents.view", { supervisor: led }),
      need("monitor.groups.view", { supervisor: led }),
      need("monitor.queues.view", { supervisor: assigned }),
    ],
  },
  "Section: Reports": {
    needs: [
      need("reports.groups.view", { supervisor: led }),
      need("reports.agents.view", { supervisor: led }),
      need("reports.queues.view", { supervisor: assigned }),
      need("reports.overview.view", { supervisor: assigned }),
    ],
  },
  "Section: Calls and messaging history": {
    needs: [need("history.view", { supervisor: { ...led, fields: ["record"] } })],
  },
  "Section: Setup > Contact center > Users": {
    needs: [need("users.view", { supervisor: { ...led, fields: ["active"] } })],
    probe: seesPeople({ supervisor: "led" }),
  },
};
