import type { Grant, Grants, Permission } from "#shared/permissions/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";

/** How a thing stands to the person who asks. */
export type Relation = "own" | "managed" | "other" | "foreign" | "missing";

/** What a procedure's ids may name. */
export type Kind =
  | "user"
  | "group"
  | "queue"
  | "skill"
  | "conversation"
  | "waiting"
  | "customer"
  | "offer"
  | "invitation"
  | "role"
  | "assistant"
  | "siteInvitation"
  | "disposition"
  | "tag"
  | "topicSet"
  | "topic"
  | "trigger"
  | "missed"
  | "call"
  | "watched"
  | "session";

/** By which tie `managed` things of a kind are managed, in the world of this test. */
const ties: Readonly<Partial<Record<Kind, "groups" | "queues">>> = {
  user: "groups",
  group: "groups",
  queue: "queues",
  conversation: "queues",
  waiting: "queues",
  customer: "queues",
  missed: "queues",
  call: "groups",
  watched: "groups",
};

export interface Question {
  readonly grants: Grants;
  readonly role: string;
  readonly book: RoleBook;
  readonly kind: Kind;
  readonly relation: Relation;
  /** Of a person: his role. */
  readonly thingRole?: string;
}

/**
 * The rule said once more, in other words than `can()`: from how a thing stands to somebody, not from ids. So a slip in
 * the one is not repeated in the other.
 */
export function reaches(question: Question, permission: Permission): boolean {
  const grant = question.grants[permission];
  const { relation, kind } = question;
  if (!grant || relation === "foreign" || relation === "missing") return false;
  if (grant.others && relation === "own") return false;
  return isNear(grant, relation, ties[kind]) && isOfRole(grant, question);
}

function isNear(grant: Grant, relation: Relation, tie: "groups" | "queues" | undefined): boolean {
  // Skills, invitations and roles are the house's: nobody's own, and not led by anybody.
  if (grant.scope === "all" || tie === undefined) return true;
  if (relation === "own") return true;
  if (grant.scope === "own" || relation !== "managed") return false;
  return grant.by === undefined || grant.by === tie;
}

function isOfRole(grant: Grant, { book, role, thingRole }: Question): boolean {
  if (thingRole === undefined || grant.roles === undefined) return true;
  const rank = (key: string) => book.refOf(key).rank;
  return grant.roles === "below" ? rank(thingRole) < rank(role) : grant.roles.includes(thingRole);
}
