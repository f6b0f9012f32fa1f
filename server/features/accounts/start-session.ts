import { createHmac, randomBytes } from "node:crypto";
import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Person } from "./person.ts";
import { type From, noteSignIn, type SignInMethod } from "./sign-in-log.ts";

export interface SessionKeys {
  readonly signingKey: string;
  readonly cookieName: string;
}

/** A person who is in: what his browser or desktop gets. */
export interface Started {
  readonly headers: Headers;
}

export type StartSession = (person: Person, method: SignInMethod, from: From) => Promise<Started>;

/** Begins a session after the last step of signing in; always a new one, whatever the caller sent along. */
export function createSessionStart(pool: pg.Pool, keys: SessionKeys): StartSession {
  return async (person, method, from) => {
    const token = randomBytes(32).toString("base64url");
    const seconds = person.security.sessionHours * 3_600;
    await transact(pool, async (tx) => {
      // Held, so that a block that comes while a password is checked is either seen here or ends this session, too.
      const { rowCount } = await tx.query(
        `insert into sessions (id, user_id, token, expires_at, ip_address, user_agent)
         select $1, u.id, $3, now() + make_interval(secs => $4), $5, $6
           from users u where u.id = $2 and u.blocked_at is null for share of u`,
        [uuidv7(), person.id, token, seconds, from.ip, from.userAgent?.slice(0, 400) ?? null],
      );
      if (rowCount === 0) fail("auth.wrong_credentials", { userId: person.id });
      await noteSignIn(tx, person, { method, outcome: "signed_in", from });
    });
    return { headers: sessionHeaders(keys, token, seconds) };
  };
}

/** The cookie in better-auth's form, which reads it again, and the same for clients that keep it themselves. */
function sessionHeaders({ signingKey, cookieName }: SessionKeys, token: string, seconds: number): Headers {
  const signed = `${token}.${createHmac("sha256", signingKey).update(token).digest("base64")}`;
  const cookie = [
    `${cookieName}=${encodeURIComponent(signed)}`,
    `Max-Age=${seconds}`,
    "Path=/",
    "HttpOnly",
    ...(cookieName.startsWith("__Secure-") ? ["Secure"] : []),
    "SameSite=Lax",
  ];
  return new Headers({ "set-cookie": cookie.join("; "), "set-auth-token": signed });
}
