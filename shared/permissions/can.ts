import type { Grants, Permission, Scope } from "./catalogue.ts";

/** A signed-in user as the rules see him. */
export interface Actor {
  readonly kind: "user";
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly role: string;
  readonly grants: Grants;
  /** Queues he is a member of or assigned to. */
  readonly queueIds: readonly string[];
  readonly sessionId: string;
}

/** What a rule needs to know of a thing. `null` owner: nobody's yet. */
export interface Resource {
  readonly workspaceId: string;
  readonly ownerId?: string | null;
  readonly queueId?: string | null;
}

/** The scope an actor has for a permission, or undefined when he has none. */
export const scopeOf = (actor: Pick<Actor, "grants">, permission: Permission): Scope | undefined =>
  actor.grants[permission];

/**
 * The one rule: may this actor do this, to this thing? Without a thing: may he do it to anything at all?
 * `managed` includes `own`; another workspace's things are out of reach for everybody.
 */
export function can(actor: Actor, permission: Permission, resource?: Resource): boolean {
  const scope = scopeOf(actor, permission);
  if (!scope) return false;
  if (!resource) return true;
  if (resource.workspaceId !== actor.workspaceId) return false;
  if (scope === "all") return true;
  if (resource.ownerId === actor.id) return true;
  return scope === "managed" && resource.queueId != null && actor.queueIds.includes(resource.queueId);
}

/** The conversation fields the view rule reads. */
export interface SeenConversation {
  readonly workspaceId: string;
  readonly assigneeId: string | null;
  readonly queueId: string;
  readonly state: string;
}

/** Seeing a conversation: by scope, or because it waits in a queue whose waiting list one may see. */
export function canSeeConversation(actor: Actor, conversation: SeenConversation): boolean {
  const resource = {
    workspaceId: conversation.workspaceId,
    ownerId: conversation.assigneeId,
    queueId: conversation.queueId,
  };
  if (can(actor, "conversation.view", resource)) return true;
  return conversation.state === "waiting" && can(actor, "conversation.unassigned.view", resource);
}
