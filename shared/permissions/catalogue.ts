/** The only list of permissions; the text is what an administrator reads. */
export const permissions = {
  "workspace.open": "Open the workspace with one's conversations",
  "conversation.receive": "Be offered conversations and answer them",
  "conversation.view": "See conversations and their messages",
  "conversation.unassigned.view": "See the conversations that wait for an agent",
  "conversation.take": "Take a waiting conversation",
  "conversation.reply": "Write to the customer",
  "conversation.note": "Write internal notes",
  "conversation.transfer": "Hand a conversation to a colleague or back to the queue",
  "conversation.close": "Close a conversation with an outcome",
  "customer.view": "See a customer's details and earlier conversations",
  "customer.edit": "Edit a customer's details",
  "directory.view": "See colleagues and whether they are available",
  "status.set": "Choose one's own status",
  "profile.own": "See one's own profile, sessions and settings",
} as const;

export type Permission = keyof typeof permissions;

/** Whose things a grant reaches: one's own, those of the queues and groups one leads or belongs to, or all. */
export type Scope = "own" | "managed" | "all";

/** A grant of a role: permission and scope. Field limits join with the areas that need them. */
export type Grants = Readonly<Partial<Record<Permission, Scope>>>;

/** Who may call a procedure: a permission, any signed-in user, a visitor with a token, or everybody. */
export type Access = Permission | "signed-in" | "visitor" | "public";
