import type pg from "pg";
import { fail } from "#shared/errors/app-error.ts";
import type { Passwords } from "./passwords.ts";
import { findPerson, type Person } from "./person.ts";
import type { From } from "./sign-in-log.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

export interface OwnPasswordDeps {
  readonly pool: pg.Pool;
  readonly passwords: Passwords;
  readonly throttle: SignInThrottle;
}

/** The signed-in person, who has typed his password again; throws `auth.wrong_password`. Guessing is slowed down as at sign-in. */
export async function withPassword(
  { pool, passwords, throttle }: OwnPasswordDeps,
  userId: string,
  password: string,
  { ip }: Pick<From, "ip">,
): Promise<Person> {
  const account = `again ${userId}`;
  if (!throttle.ask(account, ip).allowed) fail("request.rate_limited", { userId });
  throttle.failed(account, ip);
  const person = (await findPerson(pool, { id: userId })) ?? fail("session.required");
  const hash = person.passwordHash ?? fail("auth.wrong_password", { userId });
  if (!(await passwords.verify({ hash, password }))) fail("auth.wrong_password", { userId });
  throttle.succeeded(account, ip);
  return person;
}
