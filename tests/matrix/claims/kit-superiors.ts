import { type Claims, need, needs } from "../claim.ts";
import { changesExtensions } from "../probes/extensions.ts";
import {
  arrangesStatuses,
  creatorOwns,
  editsSettings,
  handsOverOwnership,
  readsBilling,
} from "../probes/house.ts";
import { invites } from "../probes/invite.ts";
import { openPlacesAre } from "../probes/places.ts";
import { editsOwnAccount, keepsRole } from "../probes/profile.ts";
import { managesSkills } from "../probes/queues-and-skills.ts";
import { everything } from "../probes/sweeps.ts";
import { managesTags, managesTopicSets, nestsTopics } from "../probes/topics-and-tags.ts";
import { blocks, changesRoles, each, editsAccounts } from "../probes/users.ts";
import { below, downwards, managersSettings, ownAccount, unused } from "./kit-grants.ts";

/** What the scheme's pages on Manager, Administrator and Owner say. */
export const kitSuperiorClaims: Claims = {
  "Responsible for agents and agent group supervisors": {
    needs: needs(["users.account.edit", "users.role.change"], {}, downwards),
    probe: each(editsAccounts(below), changesRoles(below)),
  },
  "View real-time metrics, monitor live conversations, review historical statistics and reports": {
    needs: needs([
      "monitor.conversations.view",
      "monitor.queues.view",
      "reports.overview.view",
      "reports.agents.view",
    ]),
  },
  "Edit own account details (skills, conversation settings)": {
    needs: [need("profile.account.edit", {}, ownAccount)],
    probe: editsOwnAccount,
  },
  "Edit own role": { needs: [], probe: keepsRole },
  "Invite, edit and block users": {
    needs: needs(["users.invite", "users.account.edit", "users.block"], { manager: downwards }),
    probe: each(invites(below), editsAccounts(below), blocks(below)),
  },
  "General settings: call permissions, contact details, dialing settings": {
    needs: [need("settings.general", {}, managersSettings)],
    probe: editsSettings({ manager: managersSettings.fields ?? [] }),
  },
  "General settings: change statuses": { needs: [], areas: ["statuses"], probe: arrangesStatuses },
  "Extensions: generate/change": { needs: needs(["call.extensions"]), probe: changesExtensions },
  "Channels: create SMS channels": {
    needs: [need("channels.manage", {}, { scope: "all", fields: ["sms"] })],
  },
  "Channels associated with functions and API tokens: create": { needs: [], areas: ["channels"] },
  "Skills: create, edit, remove": {
    needs: [need("skills.manage", { manager: { scope: "all" } })],
    probe: managesSkills,
  },
  "Tags: create, edit, remove": {
    needs: [need("tags.manage", { manager: { scope: "all" } }), need("tags.delete", { manager: unused })],
    probe: managesTags,
  },
  "Topic sets: create, edit, remove": {
    needs: [need("topics.manage", { manager: { scope: "all" } }), need("topics.delete", { manager: unused })],
    probe: managesTopicSets,
  },
  "Topics nested in a topic set": { needs: needs(["topics.nested"]), probe: nestsTopics },
  "DNC lists: create and edit": { needs: needs(["dnc.manage", "dnc.delete"]) },
  "Section: History": { needs: needs(["history.view", "history.missed.view", "history.callbacks.view"]) },
  "Section: Setup": {
    needs: [],
    probe: openPlacesAre(
      "/workspace",
      "/profile",
      "/help",
      "/monitor",
      "/reports",
      "/history",
      "/clients",
      "/setup/users",
      "/setup/groups",
      "/setup/queues",
      "/setup/skills",
      "/setup/settings",
      "/setup/topics",
      "/setup/tags",
      "/setup/dispositions",
      "/setup/extensions",
      "/setup/phone-lines",
    ),
  },
  "Build components and workflows, apply real-time changes": {
    needs: needs(["integrations.manage", "scenarios.manage", "channels.manage"]),
  },
  "Scenarios, campaigns, purchase and delete numbers, API tokens, functions": {
    needs: needs(["scenarios.manage", "campaigns.create", "numbers.manage", "functions.manage"]),
  },
  "Invite and edit users": {
    needs: needs(["users.invite", "users.account.edit"], { administrator: downwards }),
    probe: each(invites(below), editsAccounts(below)),
  },
  "Entire functionality except Billing": {
    needs: [],
    // Handing over the ownership is the Owner's; other people's personal settings are nobody's.
    probe: everything("billing.view", "ownership.transfer", "users.personal.edit", "users.photo.edit"),
  },
  "Billing section": { needs: needs(["billing.view"]), probe: readsBilling },
  "Default assignment: the account creator": { needs: [], probe: creatorOwns },
  "Only role until the contact center functionality is purchased": { needs: [], probe: creatorOwns },
  "Entire functionality with no exceptions": {
    needs: [],
    // K-P03: the personal settings of another user are closed for every role, Owner included.
    probe: everything("users.personal.edit", "users.photo.edit"),
  },
  "Transfer ownership": {
    needs: [need("ownership.transfer", { owner: { scope: "all" } })],
    probe: handsOverOwnership,
  },
};
