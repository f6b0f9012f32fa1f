import type pg from "pg";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Passwords } from "./passwords.ts";
import { beginStep } from "./pending-steps.ts";
import { findPerson, mayComeFrom, type Person } from "./person.ts";
import { type From, noteSignIn, type SignInMethod, type SignInOutcome } from "./sign-in-log.ts";
import type { Started, StartSession } from "./start-session.ts";

/** In, or asked for the second factor. */
export type Stepped =
  | { readonly person: Person; readonly started: Started }
  | { readonly step: string; readonly expiresAt: Date };

export interface StepDeps {
  readonly pool: pg.Pool;
  readonly passwords: Passwords;
  readonly start: StartSession;
}

/** The hash of a password that nobody has, so that an unknown address costs as much time as a known one. */
const nobodys =
  "$argon2id$v=19$m=19456,t=2,p=1$1uZcK2H1xYxqurtEhZ+UIA$l1UYgaZMPx5K3kuaBZ9CKZcKfNv/+ycIU6R/QbEzZEI";

/** The first step: e-mail and password. The right password of a blocked person is answered as a wrong one. */
export async function passwordStep(
  deps: StepDeps,
  { email, password }: { email: string; password: string },
  from: From,
): Promise<Stepped> {
  const { pool, passwords } = deps;
  const person = await findPerson(pool, { email });
  const isRight = await passwords.verify({ hash: person?.passwordHash ?? nobodys, password });
  if (!person?.passwordHash) return fail("auth.wrong_credentials");
  if (!isRight) return refuse(pool, person, "password", "wrong_password", from);
  await admit(pool, person, "password", from);
  if (person.twoFactor) return beginStep(pool, "second_factor", { userId: person.id, data: {} });
  return { person, started: await deps.start(person, "password", from) };
}

/** Throws for somebody who has shown who he is, and may not come in all the same. */
export async function admit(pool: pg.Pool, person: Person, method: SignInMethod, from: From): Promise<void> {
  if (person.blocked) await refuse(pool, person, method, "blocked", from);
  if (!mayComeFrom(person, from.ip)) await refuse(pool, person, method, "address_not_allowed", from);
}

const codes = {
  wrong_password: "auth.wrong_credentials",
  wrong_code: "auth.wrong_code",
  blocked: "auth.wrong_credentials",
  address_not_allowed: "auth.address_not_allowed",
} as const;

/** Notes a refused try and throws. */
export async function refuse(
  pool: pg.Pool,
  person: Person,
  method: SignInMethod,
  outcome: Exclude<SignInOutcome, "signed_in">,
  from: From,
): Promise<never> {
  await transact(pool, (tx) => noteSignIn(tx, person, { method, outcome, from }));
  return fail(codes[outcome], { userId: person.id, outcome });
}
