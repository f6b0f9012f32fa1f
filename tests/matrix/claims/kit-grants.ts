import type { Grant } from "#shared/permissions/catalogue.ts";

/** Whom somebody reaches: the roles below his own. */
export const below = {
  owner: ["agent", "supervisor", "manager", "administrator"],
  administrator: ["agent", "supervisor", "manager"],
  manager: ["agent", "supervisor"],
};
/** Roles that see the conversations of everybody. */
export const overAll = ["manager", "administrator", "owner"];

export const led: Grant = { scope: "managed", by: "groups" };
export const assigned: Grant = { scope: "managed", by: "assigned" };
export const downwards: Grant = { scope: "all", roles: "below" };
export const editors: Grant = { ...assigned, when: ["assignment.editor"] };
export const outbound: Grant = { scope: "own", when: ["outbound.allowed"] };
const conversationFields = ["skills", "maxConversations", "notify"];
export const ownAccount: Grant = { scope: "own", fields: conversationFields };
export const ledAccounts: Grant = { ...led, fields: conversationFields, others: true };
export const missedOfAgents: Grant = { scope: "managed", fields: ["record"], when: ["callHistory.allowed"] };
export const missedOfGroups: Grant = { scope: "managed", fields: ["record"] };
export const managersSettings: Grant = {
  scope: "all",
  fields: ["callPermissions", "contactDetails", "dialing"],
};
export const unused: Grant = { scope: "all", when: ["unused"] };
