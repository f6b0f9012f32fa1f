import type { Invitation } from "#shared/contract/invitations.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { mayGive } from "#shared/permissions/giving-roles.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import type { Queryable } from "./deps.ts";

/** An invitation as it is stored, with the name of who invited. */
export interface StoredInvitation {
  readonly id: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly language: string;
  readonly groupIds: readonly string[];
  readonly invitedBy: string | null;
  /** His role now. */
  readonly inviterRole: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly cancelledAt: Date | null;
  /** Its link works no more: too old, or whoever made it is blocked, so that nobody leaves doors open behind him. */
  readonly expired: boolean;
}

/** An invitation `i` whose link works no more. */
export const expiredSql = `(i.expires_at <= now() or exists (
  select 1 from users u where u.id = i.invited_by and u.blocked_at is not null))`;

/** Invitations `i` by condition (our own SQL). `lock` keeps them as they are until the commit. */
export async function storedInvitations(
  db: Queryable,
  where: string,
  values: readonly unknown[],
  lock = false,
): Promise<StoredInvitation[]> {
  const { rows } = await db.query<StoredInvitation>(
    `select i.id, i.workspace_id as "workspaceId", i.email, i.name, i.role, i.language, i.group_ids as "groupIds",
       i.created_at as "createdAt", i.expires_at as "expiresAt", i.accepted_at as "acceptedAt",
       i.cancelled_at as "cancelledAt", ${expiredSql} as expired,
       (select u.name from users u where u.id = i.invited_by) as "invitedBy",
       (select u.role from users u where u.id = i.invited_by) as "inviterRole"
     from invitations i where ${where} ${lock ? "for update of i" : ""}`,
    [...values],
  );
  return rows;
}

/** Can somebody still accept it, or could with a new link? */
export const isOpen = ({ acceptedAt, cancelledAt }: StoredInvitation): boolean =>
  acceptedAt === null && cancelledAt === null;

/**
 * Does its link work no more? It is too old, or whoever made it is blocked, or could not invite to this role today: a
 * demoted person keeps no way back through a link that he sent himself.
 */
export function isOver({ expired, role: key, inviterRole }: StoredInvitation, book: RoleBook): boolean {
  const role = book.get(key);
  if (expired || !role) return true;
  if (inviterRole === null) return false;
  const inviter = {
    role: inviterRole,
    rank: book.refOf(inviterRole).rank,
    grants: book.grantsOf(inviterRole),
  };
  return !mayGive(book, inviter, role, "users.invite");
}

function stateOf(invitation: StoredInvitation, book: RoleBook): Invitation["state"] {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.cancelledAt) return "cancelled";
  return isOver(invitation, book) ? "expired" : "open";
}

/** May he give this role, to somebody of these groups, by inviting? */
export function mayInvite(actor: Actor, book: RoleBook, key: string, groupIds: readonly string[]): boolean {
  const role = book.get(key);
  if (!role || !mayGive(book, actor, role, "users.invite")) return false;
  return can(actor, "users.invite", { workspaceId: actor.workspaceId, role, groupIds });
}

/**
 * Is this invitation one that he could have made? Of a role that is there no more, when nothing limits the roles whom
 * he invites.
 */
export function isHis(actor: Actor, book: RoleBook, { role, groupIds }: StoredInvitation): boolean {
  if (book.get(role)) return mayInvite(actor, book, role, groupIds);
  const grant = actor.grants["users.invite"];
  return grant !== undefined && !Array.isArray(grant.roles);
}

/** An invitation as the contract shows it: nothing of its link. */
export const toInvitation = (invitation: StoredInvitation, book: RoleBook): Invitation =>
  ({
    id: invitation.id,
    email: invitation.email,
    name: invitation.name,
    role: invitation.role,
    roleName: book.get(invitation.role)?.name ?? invitation.role,
    state: stateOf(invitation, book),
    invitedBy: invitation.invitedBy,
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
  }) as Invitation;
