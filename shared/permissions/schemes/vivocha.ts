import type { Grant } from "../catalogue.ts";
import {
  answering,
  buildingUp,
  everybody,
  everyConversation,
  monitoring,
  ownSettings,
  pastConversations,
  reporting,
  ruling,
} from "./common.ts";
import { give, join, type Scheme } from "./scheme.ts";

const agent = join(
  answering,
  ownSettings,
  give("own", "reports.own.view", "shortcuts.own"),
  give({ scope: "own", when: ["outbound.allowed"] }, "call.outbound"),
);
const agentsOnly: Grant = { scope: "all", roles: ["agent"] };

/** Four roles that inherit upwards, but for the Agent, who has none of the Auditor's reports (role-decisions 1 to 3). */
export const vivocha: Scheme = {
  says: "Four roles: Auditor, Agent, Supervisor, Administrator",
  top: "administrator",
  roles: [
    {
      key: "auditor",
      name: "Auditor",
      rank: 10,
      grants: join(everybody, ownSettings, reporting),
      landing: ["/reports"],
    },
    { key: "agent", name: "Agent", rank: 20, grants: agent, landing: ["/workspace"] },
    {
      key: "supervisor",
      name: "Supervisor",
      rank: 30,
      grants: join(
        agent,
        reporting,
        monitoring,
        give("all", "conversation.assist", "monitor.waiting.view", "monitor.transfer", "applications.manage"),
        give(
          agentsOnly,
          "users.view",
          "users.invite",
          "users.personal.edit",
          "users.account.edit",
          "users.photo.edit",
          "users.massEdit",
          "users.signIns.view",
        ),
        give({ ...agentsOnly, others: true }, "users.block", "status.setForOthers"),
      ),
      landing: ["/workspace"],
    },
    {
      key: "administrator",
      name: "Administrator",
      rank: 40,
      grants: join(
        agent,
        reporting,
        monitoring,
        everyConversation,
        pastConversations,
        buildingUp,
        ruling,
        give(
          "all",
          "monitor.waiting.view",
          "monitor.transfer",
          "monitor.members.move",
          "conversation.proactive",
          "billing.view",
          "groups.view",
          "groups.manage",
          "users.view",
          "users.invite",
          "users.personal.edit",
          "users.account.edit",
          "users.photo.edit",
          "users.massEdit",
          "users.signIns.view",
        ),
        give({ scope: "all", others: true }, "users.block", "users.role.change", "status.setForOthers"),
        give("own", "profile.account.edit"),
      ),
      landing: ["/workspace"],
    },
  ],
};
