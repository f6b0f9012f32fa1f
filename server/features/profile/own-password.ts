import { RateLimiterMemory } from "rate-limiter-flexible";
import { endBegunSignIns, passwordProblem } from "#server/features/accounts/index.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { count } from "#server/platform/count.ts";
import { transact } from "#server/platform/news/index.ts";
import { type SecurityRules, securityOf } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Caller, targetOf } from "../users/index.ts";
import type { ProfileDeps } from "./deps.ts";

/** Tries of one's own password in a quarter of an hour: enough for a person, too few for a stolen session to guess. */
const tries = 10;

interface PasswordRow {
  readonly hash: string;
  readonly name: string;
  readonly email: string;
  readonly workspaceName: string;
  readonly security: Partial<SecurityRules>;
}

/** Checks one's own password, a few times in a quarter of an hour. */
export function createPasswordCheck({ pool, passwords }: Pick<ProfileDeps, "pool" | "passwords">) {
  const limiter = new RateLimiterMemory({ points: tries, duration: 900 });
  return async (userId: string, password: string): Promise<PasswordRow> => {
    await count(limiter, userId);
    const { rows } = await pool.query<PasswordRow>(
      `select a.password as hash, u.name, u.email, w.name as "workspaceName", w.security
         from accounts a join users u on u.id = a.user_id join workspaces w on w.id = u.workspace_id
        where u.id = $1 and a.provider_id = 'credential' and a.password is not null`,
      [userId],
    );
    const [row] = rows;
    if (!row || !(await passwords.verify({ hash: row.hash, password }))) return fail("auth.wrong_password");
    // Only wrong ones count.
    await limiter.delete(userId);
    return row;
  };
}
export type PasswordCheck = ReturnType<typeof createPasswordCheck>;

/** Chooses a new password; wherever else he is signed in, he is so no more. */
export const changePassword =
  (deps: ProfileDeps, checkPassword: PasswordCheck) =>
  async (
    { actor, by }: Caller,
    { current, password }: { readonly current: string; readonly password: string },
  ): Promise<{ endedSessions: number }> => {
    const { name, email, workspaceName, security, hash: old } = await checkPassword(actor.id, current);
    const minLength = securityOf(security).minPasswordLength;
    const problem = await passwordProblem(password, { minLength, workspaceName, person: { name, email } });
    if (problem) fail("password.refused", {}, [{ field: "password", problem }]);
    const hash = await deps.passwords.hash(password);
    await transact(deps.pool, async (tx) => {
      // Of two changes at once, the second does not know the password any more.
      const { rowCount } = await tx.query(
        `update accounts set password = $2, updated_at = now()
          where user_id = $1 and provider_id = 'credential' and password = $3`,
        [actor.id, hash, old],
      );
      if (rowCount === 0) fail("auth.wrong_password");
      await endBegunSignIns(tx, actor.id);
      await recordActivity(tx, {
        workspaceId: actor.workspaceId,
        actor: by,
        action: "user.password_changed",
        target: targetOf(actor),
      });
    });
    return { endedSessions: await deps.sessions.end(actor.id, { allBut: actor.sessionId }) };
  };
