import { type Entry, pages } from "./pages.ts";

export { type Entry, pages } from "./pages.ts";

export type SchemeKey = "vivocha" | "aivo-live" | "voximplant-kit" | "standard";

/** One role, who has it in the demo, and what its menus must show beside Help and Profile. */
export interface RoleCase {
  readonly scheme: SchemeKey;
  readonly role: string;
  readonly email: string;
  readonly opens: readonly Entry[];
  /** Where one is after signing in. */
  readonly lands: Entry;
}

const everyPage = Object.keys(pages).filter((name) => !["Help", "Profile"].includes(name)) as Entry[];
/** what is set up without queues, channels and the rules of the house. */
const settingUp = [
  "Users",
  "Groups",
  "Skills",
  "Shortcuts",
  "Automatic messages",
  "Tags",
  "Triggers",
  "Site invitations",
] as const satisfies readonly Entry[];
const allBut = (...closed: readonly Entry[]) => everyPage.filter((name) => !closed.includes(name));

/** Who answers conversations lands in the workspace. */
const agent = { opens: ["Workspace"], lands: "Workspace" } as const satisfies Partial<RoleCase>;
/** and looks at the shortcuts. */
const looking = { ...agent, opens: ["Workspace", "Shortcuts"] } as const satisfies Partial<RoleCase>;

/** And watches what goes on while he answers himself. */
const watching = {
  ...agent,
  opens: ["Workspace", "Monitor", "Shortcuts"],
} as const satisfies Partial<RoleCase>;

/**
 * The menus of the 24 roles, written down by hand from the acceptance matrix of the models and the decisions on it, as
 * far as the parts are built. The product's own list of places is not asked: this one is there to find its faults.
 */
export const roleCases: readonly RoleCase[] = [
  // Reports only, which are not there yet.
  {
    scheme: "vivocha",
    role: "Auditor",
    email: "auditor@vivocha.example",
    opens: [],
    lands: "Profile",
  },
  { scheme: "vivocha", role: "Agent", email: "agent@vivocha.example", ...agent },
  // V-38, V-42: adds and removes agents; every other function is closed (V-46).
  {
    scheme: "vivocha",
    role: "Supervisor",
    email: "supervisor@vivocha.example",
    opens: ["Workspace", "Monitor", "Users"],
    lands: "Workspace",
  },
  // V-47: any other function of the platform. There is no Owner, so the bill is his.
  {
    scheme: "vivocha",
    role: "Administrator",
    email: "administrator@vivocha.example",
    opens: everyPage,
    lands: "Workspace",
  },

  { scheme: "aivo-live", role: "Agent", email: "agent@aivo.example", ...looking },
  { scheme: "aivo-live", role: "Agent Dashboard", email: "agent-dashboard@aivo.example", ...looking },
  { scheme: "aivo-live", role: "Coordinator", email: "coordinator@aivo.example", ...watching },
  // users and groups.: neither the activity log nor the general settings.
  {
    scheme: "aivo-live",
    role: "Agent Supervisor",
    email: "agent-supervisor@aivo.example",
    opens: ["Workspace", "Monitor", ...settingUp],
    lands: "Workspace",
  },
  // no conversations. The dashboard is not there yet, so he lands in Monitor.
  {
    scheme: "aivo-live",
    role: "Supervisor",
    email: "supervisor@aivo.example",
    opens: ["Monitor", ...settingUp],
    lands: "Monitor",
  },
  // no conversations either.
  {
    scheme: "aivo-live",
    role: "Administrator",
    email: "administrator@aivo.example",
    opens: allBut("Workspace"),
    lands: "Users",
  },

  // K-T004, K-P13: of the users his own profile alone, and no other section.
  { scheme: "voximplant-kit", role: "Agent", email: "agent@kit.example", ...agent },
  // K-P42, K-T027: the users of his groups, and his groups.
  {
    scheme: "voximplant-kit",
    role: "Supervisor",
    email: "supervisor@kit.example",
    opens: ["Workspace", "Monitor", "Users", "Groups"],
    lands: "Workspace",
  },
  // K-T094, K-T106, K-T114, K-T118: queues, some general settings, extensions, skills. K-T154 to K-T164: no administration.
  {
    scheme: "voximplant-kit",
    role: "Manager",
    email: "manager@kit.example",
    opens: [
      "Workspace",
      "Monitor",
      "Users",
      "Groups",
      "Queues",
      "Skills",
      "General settings",
      "Topics",
      "Tags",
      "Dispositions",
      "Extensions",
      "Phone lines",
    ],
    lands: "Workspace",
  },
  // K-P70, K-P71: everything but the bill.
  {
    scheme: "voximplant-kit",
    role: "Administrator",
    email: "administrator@kit.example",
    opens: allBut("Billing"),
    lands: "Workspace",
  },
  {
    scheme: "voximplant-kit",
    role: "Owner",
    email: "owner@kit.example",
    opens: everyPage,
    lands: "Workspace",
  },

  // The nine roles of all three models together.
  {
    scheme: "standard",
    role: "Auditor",
    email: "viktor.hahn@lumina.example",
    opens: [],
    lands: "Profile",
  },
  { scheme: "standard", role: "Agent", email: "ana.souza@lumina.example", ...looking },
  { scheme: "standard", role: "Agent Dashboard", email: "helena.duarte@lumina.example", ...looking },
  { scheme: "standard", role: "Coordinator", email: "priya.nair@lumina.example", ...watching },
  {
    scheme: "standard",
    role: "Agent Supervisor",
    email: "giulia.conti@lumina.example",
    opens: ["Workspace", "Monitor", ...settingUp],
    lands: "Workspace",
  },
  {
    scheme: "standard",
    role: "Supervisor",
    email: "rafael.lima@lumina.example",
    opens: ["Workspace", "Monitor", "Users", "Groups", "Shortcuts"],
    lands: "Workspace",
  },
  {
    scheme: "standard",
    role: "Manager",
    email: "nora.lindqvist@lumina.example",
    opens: [
      "Workspace",
      "Monitor",
      "Users",
      "Groups",
      "Queues",
      "Skills",
      "General settings",
      "Shortcuts",
      "Topics",
      "Tags",
      "Dispositions",
      "Extensions",
      "Phone lines",
    ],
    lands: "Workspace",
  },
  {
    scheme: "standard",
    role: "Administrator",
    email: "samuel.okafor@lumina.example",
    opens: allBut("Billing"),
    lands: "Workspace",
  },
  {
    scheme: "standard",
    role: "Owner",
    email: "clara.moretti@lumina.example",
    opens: everyPage,
    lands: "Workspace",
  },
];

/** The name of an entry in a scheme. */
export const entryIn = (scheme: SchemeKey, entry: Entry): string =>
  scheme === "aivo-live" && entry === "Activity log" ? "Users: activity log" : entry;
