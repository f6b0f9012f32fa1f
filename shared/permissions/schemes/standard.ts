import type { Grant } from "../catalogue.ts";
import { answering, everybody, monitoring, overseeing, ownSettings, reporting } from "./common.ts";
import { give, join, type Scheme } from "./scheme.ts";
import { kitAdministrator, kitAgent, kitManager, kitOwner, kitSupervisor } from "./voximplant-kit.ts";

const below: Grant = { scope: "all", roles: "below" };

const agent = join(
  answering,
  kitAgent,
  give("own", "conversation.proactive", "reports.own.view"),
  give("all", "shortcuts.view"),
);

const agentDashboard = join(agent, ownSettings, give("all", "reports.dashboard.view"));

const coordinator = join(
  agentDashboard,
  overseeing,
  reporting,
  monitoring,
  give("all", "monitor.waiting.view", "clients.view"),
  give({ scope: "all", when: ["monitor.transfer.allowed"] }, "monitor.transfer"),
);

const agentSupervisor = join(
  coordinator,
  give(
    "all",
    "monitor.transfer",
    "users.view",
    "groups.view",
    "groups.manage",
    "skills.view",
    "skills.manage",
    "triggers.manage",
    "shortcuts.manage",
    "tags.manage",
    "messages.manage",
    "video.enable",
    "applications.manage",
  ),
  give(below, "users.invite", "users.account.edit", "users.role.change", "users.block", "users.massEdit"),
  give({ ...below, others: true }, "status.setForOthers"),
);

const supervisor = join(
  agent,
  kitSupervisor,
  overseeing,
  ownSettings,
  give("all", "reports.dashboard.view", "monitor.waiting.view", "clients.view", "shortcuts.view"),
  give({ scope: "managed", by: "groups" }, "users.signIns.view"),
);

const manager = join(agent, kitManager, give("all", "reports.services.view", "shortcuts.view"));
const photos = give(below, "users.photo.edit");

/** The union of the three models, with nine roles; the default. */
export const standard: Scheme = {
  says: "Nine roles: those of all three models",
  top: "owner",
  roles: [
    {
      key: "auditor",
      name: "Auditor",
      rank: 5,
      grants: join(everybody, ownSettings, reporting),
      landing: ["/reports"],
    },
    { key: "agent", name: "Agent", rank: 10, grants: agent, landing: ["/workspace"] },
    {
      key: "agent-dashboard",
      name: "Agent Dashboard",
      rank: 12,
      grants: agentDashboard,
      landing: ["/workspace"],
    },
    { key: "coordinator", name: "Coordinator", rank: 15, grants: coordinator, landing: ["/workspace"] },
    {
      key: "agent-supervisor",
      name: "Agent Supervisor",
      rank: 20,
      grants: agentSupervisor,
      landing: ["/workspace"],
    },
    { key: "supervisor", name: "Supervisor", rank: 22, grants: supervisor, landing: ["/workspace"] },
    { key: "manager", name: "Manager", rank: 30, grants: join(manager, photos), landing: ["/workspace"] },
    {
      key: "administrator",
      name: "Administrator",
      rank: 40,
      grants: join(manager, kitAdministrator, photos),
      landing: ["/workspace"],
    },
    {
      key: "owner",
      name: "Owner",
      rank: 50,
      grants: join(manager, kitOwner, photos),
      landing: ["/workspace"],
    },
  ],
};
