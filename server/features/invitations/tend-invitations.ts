import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { Invitation } from "#shared/contract/invitations.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Caller } from "../users/index.ts";
import type { InvitationsDeps, Queryable } from "./deps.ts";
import { invitationMail } from "./invitation-mail.ts";
import { hashOf, invitationDays, invitationLink, newToken } from "./invitation-token.ts";
import { told, workspaceOf } from "./invite-people.ts";
import {
  isHis,
  isOpen,
  type StoredInvitation,
  storedInvitations,
  toInvitation,
} from "./stored-invitation.ts";

/** Shown at most, newest first. */
const mostListed = 1_000;

/** The invitations that somebody could have made, newest first. */
export async function listInvitations({ pool }: InvitationsDeps, actor: Actor): Promise<Invitation[]> {
  const book = await roleBookOf(pool, actor.workspaceId);
  const all = await storedInvitations(
    pool,
    `i.workspace_id = $1 order by i.created_at desc, i.id limit ${mostListed}`,
    [actor.workspaceId],
  );
  return all.filter((one) => isHis(actor, book, one)).map((one) => toInvitation(one, book));
}

/** An invitation that nobody has accepted or taken back; one that is not his to make looks like none. */
async function findOpen(tx: Queryable, actor: Actor, id: string) {
  const book = await roleBookOf(tx, actor.workspaceId);
  const where = "i.id = $1 and i.workspace_id = $2";
  const [found] = await storedInvitations(tx, where, [id, actor.workspaceId], true);
  if (!found || !isOpen(found) || !isHis(actor, book, found)) return fail("invitation.not_found", { id });
  return { found, book };
}

const byId = async (db: Queryable, id: string): Promise<StoredInvitation> =>
  (await storedInvitations(db, "i.id = $1", [id]))[0] ?? fail("invitation.not_found", { id });

const targetOf = ({ id, name }: StoredInvitation) => ({ kind: "invitation", id, name });

/** Makes a new link and sends it; the old one is worth nothing from then on. */
export const renewInvitation =
  (deps: InvitationsDeps) =>
  async ({ actor, by }: Caller, id: string): Promise<{ invitation: Invitation; link: string }> => {
    const token = newToken();
    const workspace = await workspaceOf(deps.pool, actor.workspaceId);
    const { result } = await transact(deps.pool, async (tx) => {
      const { found, book } = await findOpen(tx, actor, id);
      if (!book.get(found.role)) fail("invitation.not_found", { id });
      await tx.query(
        `update invitations set token_hash = $2, invited_by = $3, expires_at = now() + make_interval(days => $4)
          where id = $1`,
        [id, hashOf(token), actor.id, invitationDays],
      );
      const renewed = await byId(tx, id);
      await recordActivity(tx, {
        workspaceId: actor.workspaceId,
        actor: by,
        action: "invitation.renewed",
        target: targetOf(found),
        before: { expiresAt: found.expiresAt },
        after: { expiresAt: renewed.expiresAt },
      });
      return { renewed, book };
    });
    const { email: to, name, language } = result.renewed;
    const mail = { to, name, language, token, inviter: actor.name, workspace: workspace.name };
    await deps.mailbox.queue(invitationMail(deps.publicUrl, mail));
    const invitation = toInvitation(result.renewed, result.book);
    return { invitation, link: invitationLink(deps.publicUrl, token) };
  };

/** Takes an invitation back. */
export const cancelInvitation =
  ({ pool }: InvitationsDeps) =>
  async ({ actor, by }: Caller, id: string): Promise<Invitation> => {
    const { result } = await transact(pool, async (tx) => {
      const { found, book } = await findOpen(tx, actor, id);
      await tx.query("update invitations set cancelled_at = now() where id = $1", [id]);
      const cancelled = await byId(tx, id);
      await recordActivity(tx, {
        workspaceId: actor.workspaceId,
        actor: by,
        action: "invitation.cancelled",
        target: targetOf(found),
        before: told(book, found),
      });
      return toInvitation(cancelled, book);
    });
    return result;
  };
