/**
 * The parts of the product that permissions belong to. A part that is not `built` has no procedure and no place yet:
 * its permissions stand in the schemes already, and wait for it by name.
 */
export const areas = {
  workspace: { built: true, says: "Workspace" },
  waiting: { built: true, says: "Who waits" },
  profile: { built: true, says: "Own profile" },
  help: { built: true, says: "Help" },
  users: { built: true, says: "Users" },
  groups: { built: true, says: "Groups" },
  queues: { built: true, says: "Queues" },
  skills: { built: true, says: "Skills" },
  roles: { built: true, says: "Roles" },
  settings: { built: true, says: "General settings" },
  security: { built: true, says: "Security" },
  activity: { built: true, says: "Activity log" },
  billing: { built: true, says: "Billing" },
  statuses: { built: true, says: "Statuses" },
  proactive: { built: true, says: "Proactive messages" },
  shortcuts: { built: true, says: "Shortcuts" },
  topics: { built: true, says: "Tags and topics" },
  messages: { built: true, says: "Automatic messages" },
  calls: { built: true, says: "Calls" },
  phone: { built: true, says: "Phone lines" },
  recordings: { built: true, says: "Recordings" },
  video: { built: true, says: "Video calls" },
  videoSettings: { built: false, says: "Video settings of their own" },
  live: { built: true, says: "Live conversations" },
  monitor: { built: false, says: "Monitor" },
  reports: { built: false, says: "Reports" },
  history: { built: false, says: "History" },
  clients: { built: false, says: "Clients" },
  triggers: { built: true, says: "Triggers" },
  channels: { built: false, says: "Channels and services" },
  assistants: { built: true, says: "Virtual assistants" },
  integrations: { built: false, says: "Integrations" },
  numbers: { built: false, says: "Numbers" },
  campaigns: { built: false, says: "Outbound campaigns" },
} as const satisfies Record<string, { readonly built: boolean; readonly says: string }>;

export type Area = keyof typeof areas;

/** True when the part is there. */
export const isBuilt = (area: Area): boolean => areas[area].built;
