import type { Grant, Grants, Permission, Scope } from "./catalogue.ts";
import { isActorCondition, type ThingCondition } from "./conditions.ts";
import type { RoleRef } from "./role-book.ts";

/** A signed-in user as the rules see him. */
export interface Actor {
  readonly kind: "user";
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
  /** His role's key, the built-in role it is or was made from, and its rank. */
  readonly role: string;
  readonly basedOn: string;
  readonly rank: number;
  /** What he may do now: grants whose conditions on him and the workspace do not hold are left out. */
  readonly grants: Grants;
  /** Queues he is a member of or assigned to. */
  readonly queueIds: readonly string[];
  /** Queues he is assigned to as a supervisor, and those of them where he may edit. */
  readonly assignedQueueIds: readonly string[];
  readonly editorQueueIds: readonly string[];
  /** Groups he leads. */
  readonly ledGroupIds: readonly string[];
  /** Changes whenever the people of these groups do, so that his open lists follow; empty: nobody. */
  readonly ledPeople: string;
  readonly sessionId: string;
  /** Looks as another role: `role` and `grants` are that one's, nothing may be changed. His own role; null: he does not. */
  readonly viewedBy: RoleRef | null;
  /** The rules ask for a second factor that he does not have: only his profile is open. */
  readonly needsSecondFactor: boolean;
}

/** The parts of an actor that the rule reads; the renderer has them from `session.me`. */
export type Rights = Pick<
  Actor,
  "id" | "workspaceId" | "rank" | "grants" | "queueIds" | "assignedQueueIds" | "ledGroupIds"
>;

/** What a rule needs to know of a thing. `null` owner: nobody's yet. */
export interface Resource {
  readonly workspaceId: string;
  readonly ownerId?: string | null;
  readonly queueId?: string | null;
  /** Groups that the thing, or its owner, belongs to. */
  readonly groupIds?: readonly string[];
  /** For a person: his role now. For an invitation or a change: the role to be given. */
  readonly role?: RoleRef;
  /** Conditions of things that hold for this one. */
  readonly holds?: readonly ThingCondition[];
}

/** The scope an actor has for a permission, or undefined when he has none. */
export const scopeOf = (actor: Pick<Rights, "grants">, permission: Permission): Scope | undefined =>
  actor.grants[permission]?.scope;

/**
 * The one rule: may this actor do this, to this thing? Without a thing: may he do it to anything at all?
 * `managed` includes `own`; another workspace's things are out of reach for everybody.
 */
export function can(actor: Rights, permission: Permission, resource?: Resource): boolean {
  const grant = actor.grants[permission];
  if (!grant) return false;
  if (!resource) return true;
  return refusal(actor, grant, resource) === null;
}

/** Why a grant does not reach a thing. */
export type Refusal = "workspace" | "self" | "scope" | "role" | "condition";

/** The part of a grant that a thing fails, or null when the grant reaches it. */
export function refusal(actor: Rights, grant: Grant, resource: Resource): Refusal | null {
  if (resource.workspaceId !== actor.workspaceId) return "workspace";
  if (grant.others && resource.ownerId === actor.id) return "self";
  if (!isWithinScope(actor, grant, resource)) return "scope";
  if (resource.role && !reachesRole(actor, grant, resource.role)) return "role";
  const unmet = grant.when?.some((one) => !isActorCondition(one) && !resource.holds?.includes(one));
  return unmet ? "condition" : null;
}

function isWithinScope(actor: Rights, { scope, by }: Grant, resource: Resource): boolean {
  if (scope === "all" || resource.ownerId === actor.id) return true;
  if (scope !== "managed") return false;
  const { queueId, groupIds } = resource;
  const led = by !== "queues" && by !== "assigned" && overlap(groupIds, actor.ledGroupIds);
  if (led || by === "groups" || queueId == null) return led;
  return (by === "assigned" ? actor.assignedQueueIds : actor.queueIds).includes(queueId);
}

const overlap = (some: readonly string[] | undefined, others: readonly string[]): boolean =>
  some?.some((one) => others.includes(one)) ?? false;

/** Does the grant's limit on roles let through a person of this role? */
export function reachesRole(actor: Pick<Rights, "rank">, grant: Grant, role: RoleRef): boolean {
  if (grant.roles === undefined) return true;
  if (grant.roles === "below") return role.rank < actor.rank;
  return grant.roles.includes(role.key) || grant.roles.includes(role.basedOn);
}

/** The fields that a grant opens, out of all there are; none without the grant. */
export function fieldsOpen(
  actor: Pick<Rights, "grants">,
  permission: Permission,
  all: readonly string[],
): readonly string[] {
  const grant = actor.grants[permission];
  if (!grant) return [];
  const { fields } = grant;
  return fields ? all.filter((field) => fields.includes(field)) : all;
}

/** The conversation fields the view rule reads. */
export interface SeenConversation {
  readonly workspaceId: string;
  readonly assigneeId: string | null;
  readonly queueId: string;
  readonly state: string;
}

/** Seeing a conversation: by scope, or because it waits in a queue whose waiting list one may see. */
export function canSeeConversation(actor: Rights, conversation: SeenConversation): boolean {
  const resource = {
    workspaceId: conversation.workspaceId,
    ownerId: conversation.assigneeId,
    queueId: conversation.queueId,
  };
  if (can(actor, "conversation.view", resource)) return true;
  return conversation.state === "waiting" && can(actor, "conversation.unassigned.view", resource);
}
