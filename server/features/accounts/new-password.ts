import type pg from "pg";
import { transact, type Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { passwordProblem } from "./password-rules.ts";
import { findPerson } from "./person.ts";
import type { Sessions } from "./sessions.ts";
import { type From, noteOwn } from "./sign-in-log.ts";

/** Throws `password.refused` for a password that may not be taken by the person of a link; of no link, says nothing. */
export async function checkNewPassword(pool: pg.Pool, token: string, password: string): Promise<void> {
  const { rows } = await pool.query<{ value: string }>(
    "select value from verifications where identifier = $1 and expires_at > now()",
    [`reset-password:${token}`],
  );
  const person = rows[0] && (await findPerson(pool, { id: rows[0].value }));
  if (!person) return;
  const { security, workspaceName } = person;
  const problem = await passwordProblem(password, {
    minLength: security.minPasswordLength,
    person,
    workspaceName,
  });
  if (problem) fail("password.refused", { userId: person.id }, [{ field: "newPassword", problem }]);
}

type Tx = Pick<Work, "query">;

/**
 * Called with every change of a person's password or address: links that were sent before lead nowhere any more, nor does
 * what was begun with the old password.
 */
export async function endBegunSignIns(tx: Tx, userId: string): Promise<void> {
  await tx.query("delete from pending_steps where user_id = $1", [userId]);
  await tx.query("delete from verifications where value = $1 and identifier like 'reset-password:%'", [
    userId,
  ]);
}

/** A password was chosen by a link: whoever was signed in with the old one is not any more, nor halfway in. */
export async function passwordWasReset(
  pool: pg.Pool,
  sessions: Pick<Sessions, "end">,
  userId: string,
  from: From,
): Promise<void> {
  const person = await findPerson(pool, { id: userId });
  if (!person) return;
  await sessions.end(userId, "all");
  await transact(pool, async (tx) => {
    await endBegunSignIns(tx, userId);
    await noteOwn(tx, person, from, "password.reset");
  });
}
