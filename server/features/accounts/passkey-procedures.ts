import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { callFrom, type FactorDeps, readFactors } from "./factor-procedures.ts";
import { withPassword } from "./own-password.ts";
import { checkAdded, type RelyingParty, startAdding } from "./passkeys.ts";
import { findPerson } from "./person.ts";
import { noteOwn } from "./sign-in-log.ts";

/** Serves the passkeys' part of `factors.*`. */
export function passkeyProcedures(deps: FactorDeps & { readonly party: RelyingParty }) {
  const { pool, party } = deps;
  const personOf = async (id: string) => (await findPerson(pool, { id })) ?? fail("session.required");
  return {
    startPasskey: guarded.factors.startPasskey.handler(async ({ context, input }) => {
      const person = await withPassword(deps, context.user().id, input.password, callFrom(context));
      return startAdding(pool, party, person);
    }),

    addPasskey: guarded.factors.addPasskey.handler(async ({ context, input }) => {
      const person = await personOf(context.user().id);
      const made = await checkAdded(pool, party, person.id, input);
      await transact(pool, async (tx) => {
        const { rowCount } = await tx.query(
          `insert into passkeys (id, user_id, name, credential_id, public_key, counter, transports, backed_up)
           values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
          [
            person.id,
            input.name,
            made.credentialId,
            made.publicKey,
            made.counter,
            made.transports,
            made.backedUp,
          ],
        );
        if (rowCount === 0) fail("passkey.refused", { userId: person.id });
        await noteOwn(tx, person, callFrom(context), "factor.passkey_added", { after: { name: input.name } });
      });
      return readFactors(deps, person);
    }),

    removePasskey: guarded.factors.removePasskey.handler(async ({ context, input }) => {
      const person = await personOf(context.user().id);
      await transact(pool, async (tx) => {
        const { rows } = await tx.query<{ name: string }>(
          "delete from passkeys where id = $1 and user_id = $2 returning name",
          [input.passkeyId, person.id],
        );
        const [gone] = rows;
        if (!gone) return fail("passkey.not_found", { userId: person.id });
        await noteOwn(tx, person, callFrom(context), "factor.passkey_removed", { before: gone });
      });
      return readFactors(deps, person);
    }),
  };
}
