import type { IncomingHttpHeaders } from "node:http";
import type pg from "pg";
import type { Logger } from "pino";
import type { Db } from "#server/platform/db/open-database.ts";
import { deriveKey } from "#server/platform/secrets.ts";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { createAccessTokenCheck } from "./access-tokens.ts";
import { createAuth } from "./auth.ts";
import { createAuthDoor } from "./auth-door.ts";
import { totpProcedures } from "./factor-procedures.ts";
import { createMailbox } from "./mail.ts";
import { checkNewPassword, passwordWasReset } from "./new-password.ts";
import { passkeyProcedures } from "./passkey-procedures.ts";
import { relyingParty } from "./passkeys.ts";
import { createPasswords } from "./passwords.ts";
import { createBeginLimit, createResetLimit } from "./reset-limit.ts";
import { resetMail } from "./reset-mail.ts";
import { createSeal } from "./seal.ts";
import { sessionProcedures } from "./session-procedures.ts";
import { readCredential } from "./session-tokens.ts";
import { createSessions } from "./sessions.ts";
import { createSignInRoutes } from "./sign-in-door.ts";
import { createSignInThrottle } from "./sign-in-throttle.ts";
import { signOut } from "./sign-out.ts";
import { createSsoRoutes } from "./sso.ts";
import { createSessionStart } from "./start-session.ts";
import { blockUser, createUser } from "./users.ts";

export type { Mail, Mailbox } from "./mail.ts";
export { endBegunSignIns } from "./new-password.ts";
export { firstPasswordLink } from "./password-link.ts";
export { type PasswordRules, passwordProblem } from "./password-rules.ts";
export { createPasswords, type Passwords } from "./passwords.ts";
export type { Seal } from "./seal.ts";
export type { EndedSession, SessionEnd, Sessions, SessionUse, Standing } from "./sessions.ts";
export { callbackUrl, discoverIssuer, findProvider } from "./sso-provider.ts";
export type { NewUser } from "./users.ts";
export { createUser } from "./users.ts";

export interface AccountsDeps {
  readonly pool: pg.Pool;
  readonly db: Db;
  readonly log: Logger;
  readonly secret: string;
  readonly publicUrl: string;
  readonly trustedOrigins: readonly string[];
  /** A folder in which mails are also written as files, for the demo; null: the table alone. */
  readonly mailFolder: string | null;
  /** From the status feature. */
  statusOf(userId: string): Promise<AgentStatus>;
}

/** People, their sessions and how they sign in. */
export function createAccountsFeature(deps: AccountsDeps) {
  const { pool, db, log, publicUrl } = deps;
  const signingKey = deriveKey(deps.secret, "sign-in").toString("base64url");
  const sessions = createSessions(pool);
  const passwords = createPasswords();
  const mailbox = createMailbox(db, log, deps.mailFolder);
  const auth = createAuth({
    ...deps,
    secret: signingKey,
    passwords,
    sendReset: (person) => mailbox.queue(resetMail(publicUrl, person)),
    passwordWasReset: (userId, from) => passwordWasReset(pool, sessions, userId, from),
  });
  const cookieName = `${publicUrl.startsWith("https://") ? "__Secure-" : ""}sidetone.session_token`;
  const checkAccessToken = createAccessTokenCheck(pool, publicUrl);

  /** The signed-in user of a request or a socket's handshake: cookie, session token or access token. */
  const resolveActor = async (headers: IncomingHttpHeaders, ip: string | null): Promise<Actor | null> => {
    const credential = readCredential(headers, { cookieName, signingKey });
    if (!credential) return null;
    if (credential.kind === "session-token") return sessions.byToken(credential.token, ip);
    const sessionId = await checkAccessToken(credential.jwt);
    return sessionId ? sessions.byId(sessionId, ip) : null;
  };

  const throttle = createSignInThrottle();
  const keys = {
    seal: createSeal(deriveKey(deps.secret, "factors")),
    recoveryKey: deriveKey(deps.secret, "recovery codes"),
  };
  const start = createSessionStart(pool, { signingKey, cookieName });
  const party = relyingParty(publicUrl, deps.trustedOrigins);
  const mayBegin = createBeginLimit();
  const steps = { pool, passwords, start, throttle, party, mayBegin, log, publicUrl, ...keys };

  return {
    router: {
      session: sessionProcedures({ db, pool, sessions, statusOf: deps.statusOf }),
      factors: { ...totpProcedures({ ...steps, sessions }), ...passkeyProcedures({ ...steps, sessions }) },
    },
    resolveActor,
    /** Keeps secrets of features that are about signing in. */
    seal: keys.seal,
    sessions,
    mailbox,
    passwords,
    createUser: createUser(passwords),
    blockUser: blockUser(db, sessions),
    /** Everything below `/api/auth`. */
    handleAuth: createAuthDoor({
      auth,
      signIn: { ...createSignInRoutes(steps), ...createSsoRoutes(steps) },
      mayReset: createResetLimit(),
      checkNewPassword: (token, password) => checkNewPassword(pool, token, password),
      actorOf: (headers, ip) => resolveActor(Object.fromEntries(headers), ip),
      signingOut: (call) => signOut({ pool, sessions, resolveActor }, call),
      log,
    }),
  };
}

export type AccountsFeature = ReturnType<typeof createAccountsFeature>;
