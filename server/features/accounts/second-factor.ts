import type pg from "pg";
import { transact, type Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { admit, refuse, type StepDeps, type Stepped } from "./password-step.ts";
import { takeStep, tryStep } from "./pending-steps.ts";
import { findPerson, type Person } from "./person.ts";
import { recoveryCodeHash } from "./recovery-codes.ts";
import type { Seal } from "./seal.ts";
import type { From } from "./sign-in-log.ts";
import { stepOfCode } from "./totp.ts";

export interface FactorKeys {
  readonly seal: Seal;
  readonly recoveryKey: Buffer;
}

/** Wrong codes of one step; then one begins anew, with the password. */
const mostTries = 5;
/** Wrong codes of one person in a quarter of an hour, from wherever: whoever has the password may not guess on. */
const mostPerPerson = 20;

export type GivenCode =
  | { readonly step: string; readonly code: string }
  | { readonly step: string; readonly recoveryCode: string };

/** The second step: a code of the authenticator app, or a recovery code. */
export async function secondFactorStep(
  deps: StepDeps & FactorKeys & { readonly now?: () => number },
  given: GivenCode,
  from: From,
): Promise<Stepped> {
  const { pool } = deps;
  const tried = await tryStep(pool, "second_factor", given.step, mostTries);
  const person = tried?.userId ? await findPerson(pool, { id: tried.userId }) : null;
  if (!tried || !person?.twoFactor) return fail("auth.step_ended");
  if (await guessesOn(pool, person)) return fail("request.rate_limited", { userId: person.id });
  const method = "code" in given ? "totp" : "recovery_code";
  const { result: isRight } = await transact(pool, (tx) =>
    "code" in given
      ? takeTotp(tx, deps, person.id, given.code, deps.now?.() ?? Date.now())
      : takeRecoveryCode(tx, deps, person.id, given.recoveryCode),
  );
  if (!isRight) {
    await refuse(pool, person, method, "wrong_code", from).catch((error: unknown) => {
      if (tried.triesLeft > 0) throw error;
    });
    return fail("auth.step_ended", { userId: person.id });
  }
  await admit(pool, person, method, from);
  if (!(await takeStep(pool, "second_factor", given.step))) return fail("auth.step_ended");
  return { person, started: await deps.start(person, method, from) };
}

async function guessesOn(pool: pg.Pool, { id }: Person): Promise<boolean> {
  const { rows } = await pool.query<{ count: string }>(
    `select count(*) from sign_ins where user_id = $1 and outcome = 'wrong_code' and at > now() - interval '15 minutes'`,
    [id],
  );
  return Number(rows[0]?.count) >= mostPerPerson;
}

/** True once for a code; the row is locked, so that the same code cannot be taken twice at once. */
export async function takeTotp(
  tx: Pick<Work, "query">,
  { seal }: Pick<FactorKeys, "seal">,
  userId: string,
  code: string,
  now: number,
): Promise<boolean> {
  const { rows } = await tx.query<{ secret: string; last_step: string }>(
    "select secret, last_step from two_factors where user_id = $1 for update",
    [userId],
  );
  const [row] = rows;
  if (!row) return false;
  const step = stepOfCode(seal.open(row.secret, userId), code, now, Number(row.last_step));
  if (step === null) return false;
  await tx.query("update two_factors set last_step = $2 where user_id = $1", [userId, step]);
  return true;
}

async function takeRecoveryCode(
  tx: Pick<Work, "query">,
  { recoveryKey }: FactorKeys,
  userId: string,
  code: string,
): Promise<boolean> {
  const { rowCount } = await tx.query("delete from recovery_codes where user_id = $1 and code_hash = $2", [
    userId,
    recoveryCodeHash(recoveryKey, userId, code),
  ]);
  return rowCount === 1;
}
