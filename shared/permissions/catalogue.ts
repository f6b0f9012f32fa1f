import type { Area } from "./areas.ts";
import type { Condition } from "./conditions.ts";

/** A permission as an administrator reads it. */
export interface PermissionText {
  /** The part of the product that it opens something in. */
  readonly area: Area;
  /** What may be done, as a sentence without its subject. */
  readonly says: string;
  /** The parts of it that a grant may be limited to; absent: it has none. */
  readonly fields?: readonly string[];
}

/** Fields of a person's account: what superiors decide. */
export const accountFields = [
  "name",
  "skills",
  "maxConversations",
  "notify",
  "groups",
  "queues",
  "agentbotAccess",
] as const;
/** Fields of a person's own settings. */
export const personalFields = ["avatar", "name", "email", "language", "timeZone"] as const;
/** Parts of the general settings. */
export const settingsFields = [
  "name",
  "contactDetails",
  "callPermissions",
  "dialing",
  "statuses",
  "video",
  "assistants",
  "monitor",
  "away",
  "routing",
] as const;

/** The only list of permissions. */
export const permissions = {
  "help.view": { area: "help", says: "Open the Help centre" },
  "agentbot.open": { area: "help", says: "Follow the link to Agentbot" },
  "assistants.choose": { area: "help", says: "Choose among the virtual assistants" },

  "profile.own": { area: "profile", says: "See one's own profile, sessions and settings" },
  "profile.edit": { area: "profile", says: "Change one's own personal settings", fields: personalFields },
  "profile.password": { area: "profile", says: "Change one's own password and second factor" },
  "profile.account.edit": {
    area: "profile",
    says: "Change one's own skills and conversation settings",
    fields: accountFields,
  },

  "workspace.open": { area: "workspace", says: "Open the workspace with one's conversations" },
  "conversation.receive": { area: "workspace", says: "Be offered conversations and answer them" },
  "conversation.view": { area: "workspace", says: "See conversations and their messages" },
  "conversation.unassigned.view": {
    area: "workspace",
    says: "See the conversations that wait for an agent",
  },
  "conversation.take": { area: "workspace", says: "Take a waiting conversation" },
  "conversation.reply": { area: "workspace", says: "Write to the customer" },
  "conversation.note": { area: "workspace", says: "Write internal notes" },
  "conversation.transfer": {
    area: "workspace",
    says: "Hand a conversation to a colleague or back to the queue",
  },
  "conversation.close": { area: "workspace", says: "Close a conversation with an outcome" },
  "conversation.assist": { area: "workspace", says: "Hear and answer colleagues' requests for help" },
  "customer.view": { area: "workspace", says: "See a customer's details and earlier conversations" },
  "customer.edit": { area: "workspace", says: "Edit a customer's details" },
  "directory.view": { area: "workspace", says: "See colleagues and whether they are available" },
  "status.set": { area: "workspace", says: "Choose one's own status" },
  "status.setForOthers": { area: "statuses", says: "Set other people's statuses, but never to Ready" },

  "users.view": {
    area: "users",
    says: "See the list of people and their profiles",
    fields: ["active", "invited", "blocked", "archived"],
  },
  "users.invite": { area: "users", says: "Invite people" },
  "users.personal.edit": {
    area: "users",
    says: "Change other people's personal settings",
    fields: personalFields,
  },
  "users.account.edit": {
    area: "users",
    says: "Change other people's account: name, skills, conversation settings, groups",
    fields: accountFields,
  },
  "users.photo.edit": { area: "users", says: "Change agents' profile photos" },
  "users.role.change": { area: "users", says: "Change people's roles" },
  "users.block": { area: "users", says: "Block, archive and restore people, and end their sessions" },
  "users.massEdit": {
    area: "users",
    says: "Change the accounts of many people at once",
    fields: accountFields,
  },
  "users.signIns.view": { area: "users", says: "See people's sign-ins and sessions" },
  "activity.view": { area: "activity", says: "Read the activity log" },

  "groups.view": { area: "groups", says: "See the list of groups" },
  "groups.manage": { area: "groups", says: "Create and manage groups, their leaders and settings" },
  "queues.view": { area: "queues", says: "See the settings of queues" },
  "queues.manage": { area: "queues", says: "Create and edit queues and assign their supervisors" },
  "queues.members.edit": { area: "queues", says: "Add members to queues and move people between them" },
  "skills.view": { area: "skills", says: "See the list of skills" },
  "skills.manage": { area: "skills", says: "Create, edit and delete skills" },
  "roles.view": { area: "roles", says: "See what each role may do" },
  "roles.manage": { area: "roles", says: "Make and change custom roles" },
  "roles.preview": { area: "roles", says: "Look at the screens as another role" },
  "access.explain": { area: "roles", says: "Ask why somebody may or may not do something" },
  "settings.general": { area: "settings", says: "See and edit general settings", fields: settingsFields },
  "security.manage": { area: "security", says: "Set the rules for signing in" },
  "billing.view": { area: "billing", says: "See and export billing" },
  "ownership.transfer": { area: "users", says: "Hand the ownership to an Administrator" },

  "conversation.proactive": { area: "proactive", says: "Write to customers first" },
  "shortcuts.view": { area: "shortcuts", says: "See the shortcuts and tags for replies" },
  "shortcuts.own": { area: "shortcuts", says: "Make and change one's own shortcuts" },
  "shortcuts.manage": { area: "shortcuts", says: "Create and configure shortcuts" },
  "tags.manage": { area: "topics", says: "Add and edit tags" },
  "tags.delete": { area: "topics", says: "Delete tags" },
  "topics.manage": { area: "topics", says: "Add and edit topic sets" },
  "topics.delete": { area: "topics", says: "Delete topic sets" },
  "topics.nested": { area: "topics", says: "Add, edit and delete topics inside a set" },
  "messages.manage": { area: "messages", says: "Create and configure automatic messages" },

  "call.answer": { area: "calls", says: "Answer calls" },
  "call.outbound": { area: "phone", says: "Call out from the softphone" },
  "call.extensions": { area: "calls", says: "Generate and change extensions" },
  "recording.play": { area: "recordings", says: "Listen to recordings" },
  "video.start": { area: "video", says: "Start a video call with a customer" },
  "video.enable": { area: "videoSettings", says: "Switch video calls and their recording on or off" },

  "monitor.conversations.view": { area: "live", says: "Watch live conversations" },
  "monitor.join": { area: "live", says: "Join conversations to listen, whisper or talk" },
  "monitor.queues.view": { area: "monitor", says: "See queues and campaigns live" },
  "monitor.agents.view": { area: "monitor", says: "See agents live" },
  "monitor.groups.view": { area: "monitor", says: "See groups live" },
  "monitor.waiting.view": { area: "waiting", says: "See the waiting sessions panel" },
  "monitor.transfer": { area: "monitor", says: "Hand on conversations from Monitor > Agents" },
  "monitor.members.move": { area: "monitor", says: "Move agents between queues and campaigns" },

  "reports.dashboard.view": { area: "reports", says: "See the metrics dashboard" },
  "reports.overview.view": { area: "reports", says: "See the overview report" },
  "reports.queues.view": { area: "reports", says: "See the reports of queues and campaigns" },
  "reports.groups.view": { area: "reports", says: "See the reports of groups" },
  "reports.agents.view": { area: "reports", says: "See the reports of agents" },
  "reports.channels.view": { area: "reports", says: "See the reports of channels" },
  "reports.services.view": { area: "reports", says: "See the reports of services" },
  "reports.statusLog.view": { area: "statuses", says: "See the log of people's statuses" },
  "reports.own.view": { area: "reports", says: "See one's own performance" },

  "history.view": {
    area: "history",
    says: "See the history of calls and messages",
    fields: ["record", "cost", "details"],
  },
  "history.missed.view": { area: "history", says: "See missed calls", fields: ["record", "scenarios"] },
  "history.callbacks.view": { area: "history", says: "See callbacks", fields: ["record", "recording"] },
  "history.export": { area: "history", says: "Export call records for quality management" },
  "clients.view": { area: "clients", says: "See the list of clients" },

  "triggers.manage": { area: "triggers", says: "Create and configure triggers" },
  "channels.manage": {
    area: "channels",
    says: "Create and edit channels",
    fields: ["sms", "functions", "tokens", "other"],
  },
  "channels.delete": { area: "channels", says: "Delete channels" },
  "services.manage": { area: "channels", says: "Create and remove services" },
  "applications.manage": { area: "integrations", says: "Add and remove applications" },
  "integrations.manage": { area: "integrations", says: "Set up integrations" },
  "assistants.manage": { area: "assistants", says: "Set up virtual assistants" },
  "functions.manage": { area: "integrations", says: "Write functions" },
  "numbers.manage": { area: "numbers", says: "Buy and delete numbers" },
  "dnc.manage": { area: "campaigns", says: "Create and edit do-not-call lists" },
  "dnc.delete": { area: "campaigns", says: "Delete do-not-call lists" },
  "scenarios.manage": { area: "campaigns", says: "Work with scenarios" },
  "campaigns.create": { area: "campaigns", says: "Create outbound campaigns" },
  "campaigns.manage": { area: "campaigns", says: "View, pause, complete and move campaigns" },
  "campaigns.contacts.edit": { area: "campaigns", says: "Add and remove contacts of campaigns" },
} as const satisfies Record<string, PermissionText>;

export type Permission = keyof typeof permissions;

/** Every permission, in the order of the catalogue. */
export const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]];

/** True when `name` is a permission of the catalogue. */
export const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name);

/** The parts of a permission that a grant may be limited to. */
export const fieldsOf = (permission: Permission): readonly string[] =>
  (permissions[permission] as PermissionText).fields ?? [];

/** Whose things a grant reaches: one's own, those of what one leads or is assigned to, or all. */
export type Scope = "own" | "managed" | "all";
export const scopes = ["own", "managed", "all"] as const;

/** A grant of a role: how far the permission reaches. */
export interface Grant {
  readonly scope: Scope;
  /** Only these fields; absent: all of the permission's. */
  readonly fields?: readonly string[] | undefined;
  /** Only people of these roles (and custom roles made from them); `below`: of roles ranked below one's own. */
  readonly roles?: "below" | readonly string[] | undefined;
  /** Never oneself. */
  readonly others?: boolean | undefined;
  /**
   * Which ties make a thing a managed one: people of the groups one leads; queues one is assigned to as a supervisor;
   * queues one answers or is assigned to. Absent: groups or queues.
   */
  readonly by?: "groups" | "assigned" | "queues" | undefined;
  /** All of these must hold. */
  readonly when?: readonly Condition[] | undefined;
}

/** What a role may do. */
export type Grants = Readonly<Partial<Record<Permission, Grant>>>;

/** Who may call a procedure: a permission, any signed-in user, a visitor with a token, or everybody. */
export type Access = Permission | "signed-in" | "visitor" | "public";
