import type { Grant } from "../catalogue.ts";
import { answering, buildingUp, everybody, monitoring, ownSettings, reporting, ruling } from "./common.ts";
import { give, join, type Scheme } from "./scheme.ts";

const agent = join(
  answering,
  give("own", "conversation.proactive"),
  // Everybody's to look at, nobody's here to change.
  give("all", "shortcuts.view"),
);

/** Every module of Reports with the waiting sessions panel, every module of Monitor, and the clients. */
const seeing = join(reporting, monitoring, give("all", "monitor.waiting.view", "clients.view"));

const coordinator = join(
  agent,
  give("all", "conversation.assist"),
  ownSettings,
  seeing,
  give({ scope: "all", when: ["monitor.transfer.allowed"] }, "monitor.transfer"),
);

const allButAdministrators = ["agent", "agent-dashboard", "coordinator", "agent-supervisor", "supervisor"];
const notAdministrators: Grant = { scope: "all", roles: allButAdministrators };

const settingUp = join(
  give(
    "all",
    "monitor.transfer",
    "users.view",
    "users.signIns.view",
    "groups.view",
    "groups.manage",
    "skills.view",
    "skills.manage",
    "triggers.manage",
    "shortcuts.view",
    "shortcuts.manage",
    "tags.manage",
    "tags.delete",
    "messages.manage",
    "video.enable",
    "applications.manage",
  ),
  // The agents only look at those of the house.
  give("own", "shortcuts.own"),
  give(notAdministrators, "users.invite", "users.personal.edit", "users.account.edit", "users.massEdit"),
  give({ ...notAdministrators, others: true }, "users.role.change", "users.block"),
  give({ scope: "all", others: true }, "status.setForOthers"),
);

const supervisor = join(
  everybody,
  ownSettings,
  seeing,
  settingUp,
  give(notAdministrators, "users.photo.edit"),
);

/** Six roles; Supervisor and Administrator receive nothing and have no status (role-decisions 4 to 10). */
export const aivoLive: Scheme = {
  says: "Six roles: Agent, Agent Dashboard, Coordinator, Agent Supervisor, Supervisor, Administrator",
  top: "administrator",
  roles: [
    { key: "agent", name: "Agent", rank: 10, grants: agent, landing: ["/workspace"] },
    {
      key: "agent-dashboard",
      name: "Agent Dashboard",
      rank: 20,
      grants: join(agent, ownSettings, give("all", "reports.dashboard.view")),
      landing: ["/workspace"],
    },
    { key: "coordinator", name: "Coordinator", rank: 30, grants: coordinator, landing: ["/workspace"] },
    {
      key: "agent-supervisor",
      name: "Agent Supervisor",
      rank: 40,
      grants: join(coordinator, settingUp),
      landing: ["/workspace"],
    },
    {
      key: "supervisor",
      name: "Supervisor",
      rank: 50,
      grants: supervisor,
      landing: ["/monitor", "/reports/dashboard", "/setup/users"],
    },
    {
      key: "administrator",
      name: "Administrator",
      rank: 60,
      grants: join(
        supervisor,
        buildingUp,
        ruling,
        // Nobody else could see the bill in a scheme without an Owner.
        give("all", "billing.view"),
        give(
          "all",
          "users.invite",
          "users.personal.edit",
          "users.account.edit",
          "users.photo.edit",
          "users.massEdit",
        ),
        give({ scope: "all", others: true }, "users.role.change", "users.block"),
        give("own", "profile.account.edit"),
      ),
      landing: ["/reports/dashboard", "/setup/users"],
    },
  ],
};
