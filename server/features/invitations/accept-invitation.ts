import { drizzle } from "drizzle-orm/node-postgres";
import { passwordProblem } from "#server/features/accounts/index.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { inTransaction } from "#server/platform/db/in-transaction.ts";
import * as schema from "#server/platform/db/schema/index.ts";
import type { RequestContext } from "#server/platform/http/request-context.ts";
import { withRetry } from "#server/platform/message-store/retry.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { Language } from "#shared/contract/ids.ts";
import { type SecurityRules, securityOf } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { RoleBook, RoleDefinition } from "#shared/permissions/role-book.ts";
import type { InvitationsDeps, Queryable } from "./deps.ts";
import { hashOf } from "./invitation-token.ts";
import { isOpen, isOver, type StoredInvitation, storedInvitations } from "./stored-invitation.ts";

interface Valid {
  readonly invitation: StoredInvitation;
  readonly book: RoleBook;
  readonly role: RoleDefinition;
}

/** The invitation of a link, when it is open and its role is still there; everything else looks alike. */
async function findValid(db: Queryable, token: string, lock = false): Promise<Valid> {
  const [invitation] = await storedInvitations(db, "i.token_hash = $1", [hashOf(token)], lock);
  if (!invitation || !isOpen(invitation)) return fail("invitation.invalid");
  const book = await roleBookOf(db, invitation.workspaceId);
  const role = book.get(invitation.role);
  // Nobody becomes an Owner by a link, whatever has become of the role meanwhile.
  if (!role || role.grants["ownership.transfer"] || isOver(invitation, book))
    return fail("invitation.invalid", { role: invitation.role });
  return { invitation, book, role };
}

async function rulesOf(db: Queryable, workspaceId: string) {
  const { rows } = await db.query<{ name: string; security: Partial<SecurityRules> }>(
    "select name, security from workspaces where id = $1",
    [workspaceId],
  );
  const workspace = rows[0] ?? fail("invitation.invalid");
  return { workspaceName: workspace.name, minLength: securityOf(workspace.security).minPasswordLength };
}

/** Whom a link invites. */
export async function lookAtInvitation({ pool }: InvitationsDeps, token: string) {
  const { invitation, role } = await findValid(pool, token);
  const { workspaceName, minLength } = await rulesOf(pool, invitation.workspaceId);
  return {
    workspace: workspaceName,
    name: invitation.name,
    email: invitation.email,
    roleName: role.name,
    language: invitation.language as Language,
    minPasswordLength: minLength,
  };
}

interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly language: Language;
  readonly timeZone: string;
}

type Sender = Pick<RequestContext, "ip" | "headers">;

/**
 * Makes the account, once: the invitation is locked, so of two who come with the same link one is too late. What the
 * account may do stands in the invitation; nothing of it is taken from the request.
 */
export const acceptInvitation =
  (deps: InvitationsDeps) =>
  async (sender: Sender, { token, password, ...chosen }: Acceptance): Promise<{ email: string }> => {
    const seen = await findValid(deps.pool, token);
    const { email } = seen.invitation;
    const rules = await rulesOf(deps.pool, seen.invitation.workspaceId);
    const problem = await passwordProblem(password, { ...rules, person: { name: chosen.name, email } });
    if (problem) fail("password.refused", {}, [{ field: "password", problem }]);
    await withRetry(() =>
      inTransaction(deps.pool, async (client) => {
        const { invitation, role } = await findValid(client, token, true);
        const { workspaceId } = invitation;
        const taken = await client.query("select 1 from users where lower(email) = $1", [email]);
        if (taken.rowCount) fail("email.taken");
        const db = drizzle({ client, schema });
        const user = { ...chosen, workspaceId, email, role: role.key, password };
        const userId = await deps.createUser(db, user);
        const { rows: groups } = await client.query<{ name: string }>(
          `with came as (insert into group_members (user_id, group_id)
             select $1, g.id from groups g where g.workspace_id = $2 and g.id = any($3::uuid[]) returning group_id)
           select g.name from came join groups g on g.id = came.group_id order by g.name`,
          [userId, workspaceId, invitation.groupIds],
        );
        await client.query("update groups set version = version + 1 where id = any($1::uuid[])", [
          invitation.groupIds,
        ]);
        await client.query("update invitations set accepted_at = now() where id = $1", [invitation.id]);
        const { ip, headers } = sender;
        await recordActivity(client, {
          workspaceId,
          actor: {
            id: userId,
            name: chosen.name,
            role: role.key,
            ipAddress: ip,
            userAgent: headers["user-agent"] ?? null,
          },
          action: "invitation.accepted",
          target: { kind: "user", id: userId, name: chosen.name },
          after: {
            email,
            role: role.name,
            groups: groups.map(({ name }) => name),
            invitedBy: invitation.invitedBy,
          },
        });
      }),
    );
    return { email };
  };
