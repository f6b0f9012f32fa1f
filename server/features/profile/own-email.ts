import { createHash, randomBytes } from "node:crypto";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { RequestContext } from "#server/platform/http/request-context.ts";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import {
  type Caller,
  checkAddressFree,
  checkFields,
  loadPeople,
  lockPeople,
  type Queryable,
  targetOf,
  writePersonal,
} from "../users/index.ts";
import type { ProfileDeps } from "./deps.ts";
import { changedMail, confirmHours, confirmMail } from "./email-mail.ts";
import type { PasswordCheck } from "./own-password.ts";

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The address that waits to be confirmed. */
export async function pendingEmail(db: Queryable, userId: string): Promise<string | null> {
  const { rows } = await db.query<{ email: string }>(
    "select email from email_changes where user_id = $1 and expires_at > now()",
    [userId],
  );
  return rows[0]?.email ?? null;
}

/** Asks for another address: whoever reads its mail confirms it, and until then nothing changes. */
export const changeEmail =
  (deps: ProfileDeps, checkPassword: PasswordCheck) =>
  async (
    { actor, by }: Caller,
    { email, password }: { readonly email: string; readonly password: string },
  ): Promise<{ pendingEmail: string }> => {
    checkFields(actor, "profile.edit", ["email"]);
    const { name, email: before } = await checkPassword(actor.id, password);
    await checkAddressFree(deps.pool, email, actor.id);
    const token = randomBytes(32).toString("base64url");
    const { result: language } = await transact(deps.pool, async (tx) => {
      await tx.query(
        `insert into email_changes (user_id, email, token_hash, expires_at)
         values ($1, $2, $3, now() + make_interval(hours => $4))
         on conflict (user_id) do update set email = excluded.email, token_hash = excluded.token_hash,
           expires_at = excluded.expires_at`,
        [actor.id, email, hashOf(token), confirmHours],
      );
      const person = (await loadPeople(tx, actor.workspaceId, [actor.id])).get(actor.id);
      await recordActivity(tx, {
        workspaceId: actor.workspaceId,
        actor: by,
        action: "user.email_change_asked",
        target: targetOf(actor),
        before: { email: before },
        after: { email },
      });
      return person?.language ?? "en";
    });
    await deps.mailbox.queue(confirmMail(deps.publicUrl, { to: email, name, language }, token));
    return { pendingEmail: email };
  };

/** Forgets the address that waits; its link is worth nothing from then on. */
export async function cancelEmail({ pool }: ProfileDeps, { actor, by }: Caller): Promise<{ ok: true }> {
  await transact(pool, async (tx) => {
    const { rows } = await tx.query<{ email: string }>(
      "delete from email_changes where user_id = $1 returning email",
      [actor.id],
    );
    if (!rows[0]) return;
    await recordActivity(tx, {
      workspaceId: actor.workspaceId,
      actor: by,
      action: "user.email_change_cancelled",
      target: targetOf(actor),
      before: rows[0],
    });
  });
  return { ok: true };
}

interface Change {
  readonly userId: string;
  readonly workspaceId: string;
  readonly email: string;
}

type Sender = Pick<RequestContext, "ip" | "headers">;

/** Confirms a new address by its link, once. Whoever is blocked meanwhile has no link any more. */
export const confirmEmail =
  (deps: ProfileDeps) =>
  async ({ ip, headers }: Sender, token: string): Promise<{ email: string }> => {
    const { result } = await transact(deps.pool, async (tx) => {
      const { rows } = await tx.query<Change>(
        `delete from email_changes e using users u where e.token_hash = $1 and e.expires_at > now()
           and u.id = e.user_id and u.blocked_at is null
         returning e.user_id as "userId", u.workspace_id as "workspaceId", e.email`,
        [hashOf(token)],
      );
      const { userId, workspaceId, email } = rows[0] ?? fail("email.link_invalid");
      await lockPeople(tx, workspaceId, [userId]);
      const person = (await loadPeople(tx, workspaceId, [userId])).get(userId) ?? fail("email.link_invalid");
      const difference = await writePersonal(tx, person, { email });
      await tx.query("update users set email_verified = true where id = $1", [userId]);
      if (difference) {
        const { id, name, role } = person;
        await recordActivity(tx, {
          workspaceId,
          actor: { id, name, role, ipAddress: ip, userAgent: headers["user-agent"] ?? null },
          action: "user.email_changed",
          target: targetOf(person),
          ...difference,
        });
      }
      return { person, email };
    });
    const { email, name, language } = result.person;
    if (email !== result.email) {
      await deps.mailbox.queue(changedMail({ to: email, name, language }, result.email));
    }
    return { email: result.email };
  };
