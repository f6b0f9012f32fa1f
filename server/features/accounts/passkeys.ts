import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type pg from "pg";
import { fail } from "#shared/errors/app-error.ts";
import { admit, refuse, type StepDeps, type Stepped } from "./password-step.ts";
import { beginStep, takeStep } from "./pending-steps.ts";
import { findPerson, type Person } from "./person.ts";
import type { From } from "./sign-in-log.ts";

/** Whom authenticators make passkeys for. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

export const relyingParty = (publicUrl: string, trustedOrigins: readonly string[]): RelyingParty => {
  const { hostname, origin } = new URL(publicUrl);
  const ours = trustedOrigins.filter((one) => /^https?:/.test(one) && new URL(one).hostname === hostname);
  return { id: hostname, origins: [...new Set([origin, ...ours])] };
};

interface Challenged {
  readonly challenge: string;
}

type Options = Record<string, unknown>;

/** What a browser needs to make a passkey that can be found without a name, and that asks for finger, face or PIN. */
export async function startAdding(pool: pg.Pool, party: RelyingParty, person: Person) {
  const { rows } = await pool.query<{ id: string; transports: string[] }>(
    "select credential_id as id, transports from passkeys where user_id = $1",
    [person.id],
  );
  const options = await generateRegistrationOptions({
    rpName: "Sidetone",
    rpID: party.id,
    userID: new Uint8Array(Buffer.from(person.id)),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: "none",
    excludeCredentials: rows,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  const data: Challenged = { challenge: options.challenge };
  const { step } = await beginStep(pool, "passkey_add", { userId: person.id, data });
  return { step, options: options as unknown as Options };
}

/** What an authenticator has made, checked; throws `passkey.refused`. */
export async function checkAdded(
  pool: pg.Pool,
  party: RelyingParty,
  userId: string,
  given: { step: string; response: Options },
) {
  const begun = await takeStep<Challenged>(pool, "passkey_add", given.step);
  if (begun?.userId !== userId) return fail("passkey.refused", { userId });
  const checked = await verifyRegistrationResponse({
    response: given.response as unknown as RegistrationResponseJSON,
    expectedChallenge: begun.data.challenge,
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch((cause: unknown) => fail("passkey.refused", { userId, cause: String(cause) }));
  if (!checked.verified) return fail("passkey.refused", { userId });
  const { credential, credentialBackedUp } = checked.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString("base64url"),
    counter: credential.counter,
    transports: credential.transports ?? [],
    backedUp: credentialBackedUp,
  };
}

/** A challenge for whoever comes; the passkey itself tells who he is. */
export async function startPasskeySignIn(pool: pg.Pool, party: RelyingParty) {
  const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: "required" });
  const data: Challenged = { challenge: options.challenge };
  const { step } = await beginStep(pool, "passkey_sign_in", { userId: null, data });
  return { step, options: options as unknown as Options };
}

interface StoredPasskey {
  readonly id: string;
  readonly user_id: string;
  readonly credential_id: string;
  readonly public_key: string;
  readonly counter: string;
  readonly transports: string[];
}

/** Signs in by a passkey: what one has and what one is or knows, so no further factor is asked. */
export async function passkeyStep(
  deps: StepDeps & { readonly party: RelyingParty },
  given: { step: string; response: Options },
  from: From,
): Promise<Stepped> {
  const { pool, party } = deps;
  const begun = await takeStep<Challenged>(pool, "passkey_sign_in", given.step);
  const { id } = given.response;
  if (!begun || typeof id !== "string" || !/^[\w-]+$/.test(id)) return fail("auth.passkey_refused");
  const { rows } = await pool.query<StoredPasskey>("select * from passkeys where credential_id = $1", [id]);
  const [stored] = rows;
  const person = stored ? await findPerson(pool, { id: stored.user_id }) : null;
  if (!stored || !person) return fail("auth.passkey_refused");
  const counter = await newCounter(party, stored, begun.data.challenge, given.response);
  if (counter === null) {
    await refuse(pool, person, "passkey", "wrong_code", from).catch(() => undefined);
    return fail("auth.passkey_refused", { userId: person.id });
  }
  await admit(pool, person, "passkey", from);
  await pool.query("update passkeys set counter = $2, last_used_at = now() where id = $1", [
    stored.id,
    counter,
  ]);
  return { person, started: await deps.start(person, "passkey", from) };
}

/** Null: the signature, the challenge, the place or the person does not fit, or a copy of the passkey was used. */
async function newCounter(
  party: RelyingParty,
  stored: StoredPasskey,
  challenge: string,
  response: Options,
): Promise<number | null> {
  const { userHandle } = (response.response ?? {}) as { userHandle?: unknown };
  if (userHandle !== undefined && userHandle !== Buffer.from(stored.user_id).toString("base64url"))
    return null;
  const checked = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: stored.credential_id,
      publicKey: new Uint8Array(Buffer.from(stored.public_key, "base64url")),
      counter: Number(stored.counter),
      transports: stored.transports,
    },
  }).catch(() => null);
  return checked?.verified ? checked.authenticationInfo.newCounter : null;
}
