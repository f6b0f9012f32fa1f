import { type ActivityActor, recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { Email, Language } from "#shared/contract/ids.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import { type Caller, seesGroup } from "../users/index.ts";
import { checkRows, type Invitee, type Known, type Row } from "./check-rows.ts";
import type { InvitationsDeps, Queryable } from "./deps.ts";
import { invitationMail } from "./invitation-mail.ts";
import { hashOf, invitationDays, invitationLink, newToken } from "./invitation-token.ts";
import { expiredSql } from "./stored-invitation.ts";

interface Workspace {
  readonly name: string;
  readonly languages: readonly string[];
}

export async function workspaceOf(db: Queryable, id: string): Promise<Workspace> {
  const { rows } = await db.query<Workspace>("select name, languages from workspaces where id = $1", [id]);
  return rows[0] ?? fail("workspace.not_found", { id });
}

async function known(
  db: Queryable,
  actor: Actor,
  rows: readonly Row[],
  { languages }: Workspace,
): Promise<Known> {
  // What is no address is answered with its row; the database is not asked for it.
  const addresses = rows.flatMap(({ email }) => Email.safeParse(email).data ?? []);
  const book = await roleBookOf(db, actor.workspaceId);
  const groups = await db.query<{ id: string; name: string }>(
    "select id, name from groups where workspace_id = $1",
    [actor.workspaceId],
  );
  const accounts = await db.query<{ email: string }>(
    "select lower(email) as email from users where lower(email) = any($1)",
    [addresses],
  );
  const invited = await db.query<{ email: string }>(
    `select i.email from invitations i where i.workspace_id = $1 and i.email = any($2)
       and i.accepted_at is null and i.cancelled_at is null and not ${expiredSql}`,
    [actor.workspaceId, addresses],
  );
  return {
    actor,
    book,
    groups: groups.rows.filter(({ id }) => seesGroup(actor, id)),
    language: Language.safeParse(languages[0]).data ?? "en",
    accounts: new Set(accounts.rows.map(({ email }) => email)),
    invited: new Set(invited.rows.map(({ email }) => email)),
  };
}

/** What the log tells of an invitation. */
export const told = (book: RoleBook, { email, role }: Pick<Invitee, "email" | "role">) => ({
  email,
  role: book.get(role)?.name ?? role,
});

async function writeInvitation(
  tx: Queryable,
  actor: Actor,
  { groupIds, ...invitee }: Invitee,
  token: string,
) {
  // One that has expired makes room for a new one.
  await tx.query(
    `update invitations set cancelled_at = now() where workspace_id = $1 and email = $2
       and accepted_at is null and cancelled_at is null`,
    [actor.workspaceId, invitee.email],
  );
  const { rows } = await tx.query<{ id: string }>(
    `insert into invitations (id, workspace_id, email, name, role, language, group_ids, token_hash, invited_by, expires_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(days => $9)) returning id`,
    [
      actor.workspaceId,
      invitee.email,
      invitee.name,
      invitee.role,
      invitee.language,
      groupIds,
      hashOf(token),
      actor.id,
      invitationDays,
    ],
  );
  return rows[0]?.id ?? "";
}

interface Made extends Invitee {
  readonly id: string;
  readonly token: string;
}

/** Writes the invitations, and their entries last. */
async function writeAll(
  tx: Queryable,
  { actor, by }: { readonly actor: Actor; readonly by: ActivityActor },
  invitees: readonly Invitee[],
  book: RoleBook,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const invitee of invitees) {
    const token = newToken();
    made.push({ ...invitee, token, id: await writeInvitation(tx, actor, invitee, token) });
  }
  for (const one of made) {
    await recordActivity(tx, {
      workspaceId: actor.workspaceId,
      actor: by,
      action: "invitation.created",
      target: { kind: "invitation", id: one.id, name: one.name },
      after: told(book, one),
    });
  }
  return made;
}

/** Invites those whose rows are in order, and says of the others what is wrong. A preview writes nothing. */
export const invitePeople =
  (deps: InvitationsDeps) =>
  async (caller: Caller, { rows, preview }: { readonly rows: readonly Row[]; readonly preview: boolean }) => {
    const { actor } = caller;
    const workspace = await workspaceOf(deps.pool, actor.workspaceId);
    const { result } = await transact(deps.pool, async (tx) => {
      const facts = await known(tx, actor, rows, workspace);
      const checked = checkRows(rows, facts);
      const invitees = preview ? [] : checked.flatMap(({ invitee }) => (invitee ? [invitee] : []));
      return { checked, made: await writeAll(tx, caller, invitees, facts.book) };
    });
    const tokens = new Map(result.made.map(({ email, token }) => [email, token]));
    for (const { email: to, name, language, token } of result.made) {
      const mail = { to, name, language, token, inviter: actor.name, workspace: workspace.name };
      await deps.mailbox.queue(invitationMail(deps.publicUrl, mail));
    }
    return {
      invited: result.made.length,
      rows: result.checked.map(({ email, problems, invitee }) => {
        const token = invitee && tokens.get(invitee.email);
        return { email, problems: [...problems], link: token ? invitationLink(deps.publicUrl, token) : null };
      }),
    };
  };
