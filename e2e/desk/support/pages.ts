/** A page of the app as the one who opens it knows it. */
interface Page {
  readonly path: string;
  /** What stands on top of it; the workspace has no heading, it is named as a whole. */
  readonly heading: string;
  /** The sentence of the permission that opens it. */
  readonly needs: string;
}

/** What is built of the menus, by the name of the entry. */
export const pages = {
  Workspace: {
    path: "/workspace",
    heading: "Workspace",
    needs: "Open the workspace with one's conversations",
  },
  Monitor: { path: "/monitor", heading: "Monitor", needs: "Watch live conversations" },
  Users: { path: "/setup/users", heading: "Users", needs: "See the list of people and their profiles" },
  Groups: { path: "/setup/groups", heading: "Groups", needs: "See the list of groups" },
  Queues: { path: "/setup/queues", heading: "Queues", needs: "See the settings of queues" },
  Skills: { path: "/setup/skills", heading: "Skills", needs: "Create, edit and delete skills" },
  Roles: { path: "/setup/roles", heading: "Roles", needs: "See what each role may do" },
  "Access explainer": {
    path: "/setup/access",
    heading: "Access explainer",
    needs: "Ask why somebody may or may not do something",
  },
  "Activity log": { path: "/setup/activity", heading: "Activity log", needs: "Read the activity log" },
  "General settings": {
    path: "/setup/settings",
    heading: "General settings",
    needs: "See and edit general settings",
  },
  Shortcuts: {
    path: "/setup/shortcuts",
    heading: "Shortcuts",
    needs: "See the shortcuts and tags for replies",
  },
  "Automatic messages": {
    path: "/setup/messages",
    heading: "Automatic messages",
    needs: "Create and configure automatic messages",
  },
  Topics: { path: "/setup/topics", heading: "Topics", needs: "Add and edit topic sets" },
  Tags: { path: "/setup/tags", heading: "Tags", needs: "Add and edit tags" },
  Dispositions: {
    path: "/setup/dispositions",
    heading: "Dispositions",
    needs: "Create and edit queues and assign their supervisors",
  },
  Extensions: { path: "/setup/extensions", heading: "Extensions", needs: "Generate and change extensions" },
  "Phone lines": {
    path: "/setup/phone-lines",
    heading: "Phone lines",
    needs: "See and edit general settings: Phone lines",
  },
  Statuses: {
    path: "/setup/statuses",
    heading: "Statuses",
    needs: "See and edit general settings: Statuses",
  },
  Triggers: { path: "/setup/triggers", heading: "Triggers", needs: "Create and configure triggers" },
  Security: { path: "/setup/security", heading: "Security", needs: "Set the rules for signing in" },
  "Virtual assistants": {
    path: "/setup/assistants",
    heading: "Virtual assistants",
    needs: "Set up virtual assistants",
  },
  "Site invitations": {
    path: "/setup/invitations",
    heading: "Site invitations",
    needs: "Create and configure triggers",
  },
  Billing: { path: "/setup/billing", heading: "Billing", needs: "See and export billing" },
  Help: { path: "/help", heading: "Help", needs: "Open the Help centre" },
  Profile: {
    path: "/profile",
    heading: "Profile",
    needs: "See one's own profile, sessions and settings",
  },
} as const satisfies Record<string, Page>;

export type Entry = keyof typeof pages;
