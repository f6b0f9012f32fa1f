import { randomUUID } from "node:crypto";
import { type Claims, need, needs, ownNeeds, type Probe } from "../claim.ts";
import { startsVideo } from "../probes/calls.ts";
import { handlesConversations, setsStatus } from "../probes/conversations.ts";
import { managesGroups, seesGroups } from "../probes/groups.ts";
import { choosesAssistants, linksToAgentbot, opensHelp } from "../probes/help.ts";
import { editsSettings, readsActivity } from "../probes/house.ts";
import { guest, invites } from "../probes/invite.ts";
import { managesMessages, managesShortcuts, seesShortcuts } from "../probes/library.ts";
import { massEdits } from "../probes/mass-edit.ts";
import { seesPeople } from "../probes/people-list.ts";
import { landsOn } from "../probes/places.ts";
import { writesFirst } from "../probes/proactive.ts";
import { editsOwnData } from "../probes/profile.ts";
import { managesTriggers } from "../probes/triggers.ts";
import { blocks, changesRoles, each, editsAccounts, editsPersonal, setsPhotos } from "../probes/users.ts";
import { watchesWaiting } from "../probes/waiting.ts";

const most = ["agent", "agent-dashboard", "coordinator", "agent-supervisor", "supervisor"];
const all = [...most, "administrator"];
const reach = { "agent-supervisor": most, supervisor: most, administrator: all };
/** Who manages everybody but Administrators manages himself too, his role excepted. */
const reachAndOneself = Object.fromEntries(
  Object.entries(reach).map(([role, roles]) => [role, [...roles, "oneself"]]),
);
const notAdministrators = { scope: "all", roles: most } as const;
const limited = { "agent-supervisor": notAdministrators, supervisor: notAdministrators };
const othersOf = (grant: object) => ({ ...grant, scope: "all", others: true }) as const;
const limitedOthers = {
  "agent-supervisor": othersOf(notAdministrators),
  supervisor: othersOf(notAdministrators),
  administrator: othersOf({}),
};

const everyRole = (grant: object) =>
  Object.fromEntries(all.map((role) => [role, grant])) as Record<string, never>;
const video = { scope: "own", when: ["video.enabled", "web.channel"] } as const;

const modules = [
  "reports.dashboard.view",
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

/** Making Administrators: by changing somebody's role, by an invitation, and of oneself. */
const makesAdministrators: Probe = async (t) => {
  const me = await t.me();
  const agent = await t.floor.person();
  const change = (userId: string) => ({ userId, version: 1, role: "administrator" });
  const mayChange = (await t.seen(me)).grants["users.role.change"] !== undefined;
  if (!t.denied) {
    const after = await t.opens(me, "users.changeRole", change(agent.id));
    t.holds("he is an Administrator", after?.role === "administrator", after?.role);
    const answer = await t.opens(me, "invitations.create", { rows: [guest("administrator")] });
    t.holds("an Administrator is invited", answer?.invited === 1, answer?.rows);
    await t.hides(me, "users.changeRole", "user.not_found", [
      change((await t.foreign.person()).id),
      change(randomUUID()),
    ]);
    return;
  }
  await t.refuses(
    me,
    "users.changeRole",
    change(agent.id),
    mayChange ? "role.not_yours_to_give" : "permission.denied",
  );
  await t.refuses(me, "users.changeRole", change(me.id));
  const answer = await t.call(me.headers, "invitations.create", { rows: [guest("administrator")] });
  t.holds(
    "no Administrator is invited",
    mayChange ? answer.body?.invited === 0 : answer.body?.code === "permission.denied",
    answer.body,
  );
};

const lands: Probe = (t) =>
  landsOn({ supervisor: "/monitor", administrator: "/reports/dashboard" }[t.role] ?? "/workspace")(t);

/** What the scheme's six roles may do. */
export const aivoClaims: Claims = {
  'See the "Go to Agentbot" link': {
    needs: [need("agentbot.open", everyRole({ scope: "own", when: ["agentbot.access"] }))],
    probe: linksToAgentbot,
  },
  "Multibot dropdown": {
    needs: [need("assistants.choose", everyRole({ scope: "own", when: ["assistants.several"] }))],
    probe: choosesAssistants,
  },
  "Direct access to the Help Center": { needs: needs(["help.view"]), probe: opensHelp },
  "Modify own data in the user profile": { needs: ownNeeds("profile.edit"), probe: editsOwnData },
  "Assign the Administrator role (creating or editing a profile)": {
    needs: [],
    probe: makesAdministrators,
  },
  "Modify agents' profile photo (from the Users section)": {
    needs: [need("users.photo.edit", { supervisor: notAdministrators })],
    probe: setsPhotos,
  },
  "Change the connection status": { needs: ownNeeds("status.set"), probe: setsStatus },
  "Chat section (Chat icon in the left menu): manage conversations": {
    needs: ownNeeds("workspace.open", "conversation.view", "conversation.close"),
    probe: handlesConversations(),
  },
  "Receive / respond to conversations": {
    needs: ownNeeds("conversation.receive", "conversation.reply"),
    probe: handlesConversations(),
  },
  "Initiate video calls": {
    needs: [
      need("video.start", {
        agent: video,
        "agent-dashboard": video,
        coordinator: video,
        "agent-supervisor": video,
      }),
    ],
    probe: startsVideo,
  },
  "Send proactive messages": { needs: ownNeeds("conversation.proactive"), probe: writesFirst },
  "Settings section: view available shortcuts and tags for use in replies": {
    needs: [
      need("shortcuts.view", { agent: "all", "agent-dashboard": "all", coordinator: "all" }),
      need("shortcuts.manage", { agent: null, "agent-dashboard": null, coordinator: null }),
      need("shortcuts.own", { agent: null, "agent-dashboard": null, coordinator: null }, "own"),
      need("tags.manage", { agent: null, "agent-dashboard": null, coordinator: null }),
    ],
    probe: seesShortcuts,
  },
  "Metrics Dashboard in the Reports section": { needs: needs(["reports.dashboard.view"]) },
  // Until there is a Dashboard it opens from the top bar.
  "Waiting sessions panel (in the Dashboard)": {
    needs: needs(["monitor.waiting.view"]),
    probe: watchesWaiting,
  },
  // The Dashboard is a module of Reports; Agent Dashboard has this one alone.
  "Full Reports section (all modules)": {
    needs: [
      need("reports.dashboard.view", { "agent-dashboard": { scope: "all" } }),
      ...needs(modules.filter((one) => one !== "reports.dashboard.view")),
    ],
  },
  "View the list of Clients served in Live": { needs: needs(["clients.view"]) },
  "Monitor section, every module": { needs: needs(monitor) },
  "Transfer conversations from Monitor > Agents": {
    needs: [need("monitor.transfer", { coordinator: { scope: "all", when: ["monitor.transfer.allowed"] } })],
  },
  "Create and configure Users": {
    needs: [
      need("users.view", { "agent-supervisor": "all", supervisor: "all" }),
      need("users.invite", limited),
      need("users.account.edit", limited),
      need("users.personal.edit", limited),
      need("users.massEdit", limited),
      need("users.role.change", limitedOthers),
      need("users.block", limitedOthers),
    ],
    probe: each(
      seesPeople(),
      invites(reach),
      editsAccounts(reach),
      editsPersonal(reach),
      changesRoles(reach),
      blocks(reach),
      massEdits(reachAndOneself),
    ),
  },
  "Create and configure Groups": {
    needs: needs(["groups.view", "groups.manage"]),
    probe: each(seesGroups(), managesGroups),
  },
  "Create and configure Triggers": { needs: needs(["triggers.manage"]), probe: managesTriggers },
  "Create and configure Shortcuts": { needs: needs(["shortcuts.manage"]), probe: managesShortcuts },
  "Create and configure Messages": { needs: needs(["messages.manage"]), probe: managesMessages },
  "Enable the Video Call feature in Live, with recording storage": { needs: needs(["video.enable"]) },
  "Connect the Engage application": { needs: needs(["applications.manage"]) },
  "View the activity log in the Users section": { needs: needs(["activity.view"]), probe: readsActivity },
  "Access General Settings": { needs: needs(["settings.general"]), probe: editsSettings() },
  // Until Monitor and Reports are there, the first place of these two that is open is taken.
  "Landing page at login": {
    needs: [],
    areas: { supervisor: ["monitor", "reports"], administrator: ["reports"] },
    probe: lands,
  },
};
