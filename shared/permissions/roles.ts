import type { Grants, Permission } from "./catalogue.ts";

const everybody: Grants = { "profile.own": "own", "directory.view": "all" };

const answering: Grants = {
  ...everybody,
  "workspace.open": "own",
  "status.set": "own",
  "conversation.receive": "own",
  "conversation.view": "own",
  "conversation.unassigned.view": "managed",
  "conversation.take": "managed",
  "conversation.reply": "own",
  "conversation.note": "own",
  "conversation.transfer": "own",
  "conversation.close": "own",
  "customer.view": "own",
  "customer.edit": "own",
};

const overseeing: Grants = {
  ...answering,
  "conversation.view": "managed",
  "conversation.note": "managed",
  "conversation.transfer": "managed",
  "conversation.close": "managed",
  "customer.view": "managed",
};

const managing: Grants = {
  ...overseeing,
  "conversation.view": "all",
  "conversation.unassigned.view": "all",
  "conversation.take": "all",
  "conversation.note": "all",
  "conversation.transfer": "all",
  "conversation.close": "all",
  "customer.view": "all",
  "customer.edit": "all",
};

/** The nine roles of the `standard` scheme. The three other schemes join with the roles area. */
export const standardRoles = {
  auditor: everybody,
  agent: answering,
  "agent-dashboard": answering,
  coordinator: overseeing,
  "agent-supervisor": overseeing,
  supervisor: overseeing,
  manager: managing,
  administrator: managing,
  owner: managing,
} as const satisfies Record<string, Grants>;

export type Role = keyof typeof standardRoles;

export const roleNames = Object.keys(standardRoles) as [Role, ...Role[]];

/** The grants of a role; an unknown role has none. */
export const grantsOf = (role: string): Grants =>
  Object.hasOwn(standardRoles, role) ? standardRoles[role as Role] : {};

/** The permissions of a role as a list, for menus. */
export const permissionsOf = (role: string): Permission[] => Object.keys(grantsOf(role)) as Permission[];
