import { guarded } from "#server/platform/http/guard.ts";
import type { RequestContext } from "#server/platform/http/request-context.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { Factors } from "#shared/contract/factors.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type OwnPasswordDeps, withPassword } from "./own-password.ts";
import { findPerson, type Person } from "./person.ts";
import { newRecoveryCodes, recoveryCodeHash } from "./recovery-codes.ts";
import { type FactorKeys, takeTotp } from "./second-factor.ts";
import type { Sessions } from "./sessions.ts";
import { type From, noteOwn } from "./sign-in-log.ts";
import { newTotpSecret, otpauthUrl } from "./totp.ts";

export interface FactorDeps extends OwnPasswordDeps, FactorKeys {
  readonly sessions: Pick<Sessions, "forget">;
}

type Tx = Pick<Work, "query">;

/** Where a procedure's caller is. */
export const callFrom = ({ ip, headers }: Pick<RequestContext, "ip" | "headers">): From => ({
  ip,
  userAgent: headers["user-agent"] ?? null,
});

/** Serves the authenticator app's part of `factors.*`. */
export function totpProcedures(deps: FactorDeps) {
  const { pool, sessions } = deps;
  const self = async (context: RequestContext) =>
    (await findPerson(pool, { id: context.user().id })) ?? fail("session.required");
  const again = (context: RequestContext, password: string) =>
    withPassword(deps, context.user().id, password, callFrom(context));

  return {
    get: guarded.factors.get.handler(async ({ context }) => readFactors(deps, await self(context))),

    startTotp: guarded.factors.startTotp.handler(async ({ context, input }) => {
      const person = await again(context, input.password);
      const secret = newTotpSecret();
      const { rowCount } = await pool.query(
        `insert into two_factors (user_id, secret) values ($1, $2)
         on conflict (user_id) do update set secret = excluded.secret, last_step = 0, created_at = now()
           where two_factors.confirmed_at is null`,
        [person.id, deps.seal.close(secret, person.id)],
      );
      if (rowCount === 0) fail("factor.on_already", { userId: person.id });
      return { secret, otpauthUrl: otpauthUrl(secret, person.email, `Sidetone ${person.workspaceName}`) };
    }),

    confirmTotp: guarded.factors.confirmTotp.handler(async ({ context, input }) => {
      const person = await self(context);
      const { result } = await transact(pool, async (tx) => {
        const { rows } = await tx.query<{ confirmed_at: Date | null }>(
          "select confirmed_at from two_factors where user_id = $1 for update",
          [person.id],
        );
        const [row] = rows;
        if (!row) return fail("factor.not_started", { userId: person.id });
        if (row.confirmed_at) return fail("factor.on_already", { userId: person.id });
        if (!(await takeTotp(tx, deps, person.id, input.code, Date.now()))) return fail("factor.wrong_code");
        await tx.query("update two_factors set confirmed_at = now() where user_id = $1", [person.id]);
        await tx.query("update users set two_factor_enabled = true where id = $1", [person.id]);
        const recoveryCodes = await replaceCodes(tx, deps, person.id);
        await noteOwn(tx, person, callFrom(context), "factor.totp_added");
        return { recoveryCodes };
      });
      sessions.forget(person.id);
      return result;
    }),

    disableTotp: guarded.factors.disableTotp.handler(async ({ context, input }) => {
      const person = await again(context, input.password);
      await transact(pool, async (tx) => {
        const { rows } = await tx.query<{ confirmed_at: Date | null }>(
          "delete from two_factors where user_id = $1 returning confirmed_at",
          [person.id],
        );
        await tx.query("delete from recovery_codes where user_id = $1", [person.id]);
        await tx.query("update users set two_factor_enabled = false where id = $1", [person.id]);
        if (rows[0]?.confirmed_at) await noteOwn(tx, person, callFrom(context), "factor.totp_removed");
      });
      sessions.forget(person.id);
      return readFactors(deps, person);
    }),

    renewRecoveryCodes: guarded.factors.renewRecoveryCodes.handler(async ({ context, input }) => {
      const person = await again(context, input.password);
      const { result } = await transact(pool, async (tx) => {
        const { rows } = await tx.query(
          "select 1 from two_factors where user_id = $1 and confirmed_at is not null for update",
          [person.id],
        );
        if (rows.length === 0) fail("factor.not_started", { userId: person.id });
        const recoveryCodes = await replaceCodes(tx, deps, person.id);
        await noteOwn(tx, person, callFrom(context), "factor.codes_renewed");
        return { recoveryCodes };
      });
      return result;
    }),
  };
}

async function replaceCodes(tx: Tx, { recoveryKey }: FactorKeys, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.query("delete from recovery_codes where user_id = $1", [userId]);
  await tx.query("insert into recovery_codes (user_id, code_hash) select $1, unnest($2::text[])", [
    userId,
    codes.map((code) => recoveryCodeHash(recoveryKey, userId, code)),
  ]);
  return codes;
}

/** What a person has beside the password, as his profile shows it. */
export async function readFactors({ pool }: Pick<FactorDeps, "pool">, { id }: Person): Promise<Factors> {
  const [{ rows }, now] = await Promise.all([
    pool.query<{ left: string; passkeys: Factors["passkeys"] }>(
      `select (select count(*) from recovery_codes where user_id = $1) as left,
              coalesce((select json_agg(json_build_object('id', id, 'name', name, 'createdAt', created_at,
                'lastUsedAt', last_used_at) order by created_at) from passkeys where user_id = $1), '[]') as passkeys`,
      [id],
    ),
    findPerson(pool, { id }),
  ]);
  const moment = (text: string) => new Date(text).toISOString();
  return {
    totp: now?.twoFactor ?? false,
    required: now?.security.secondFactorRoles.includes(now.role) ?? false,
    recoveryCodesLeft: Number(rows[0]?.left ?? 0),
    passkeys: (rows[0]?.passkeys ?? []).map(({ createdAt, lastUsedAt, ...passkey }) => ({
      ...passkey,
      createdAt: moment(createdAt),
      lastUsedAt: lastUsedAt === null ? null : moment(lastUsedAt),
    })),
  };
}
