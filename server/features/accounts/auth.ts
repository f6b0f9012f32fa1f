import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { bearer, jwt } from "better-auth/plugins";
import { eq } from "drizzle-orm";
import type { Logger } from "pino";
import type { Db } from "#server/platform/db/open-database.ts";
import * as schema from "#server/platform/db/schema/accounts.ts";
import { accessTokenSeconds } from "./access-tokens.ts";
import { maxPasswordLength, minPasswordLength } from "./password-rules.ts";
import type { Passwords } from "./passwords.ts";
import type { From } from "./sign-in-log.ts";

/** Carries the caller's address into better-auth; set by us, never taken from the request. */
export const addressHeader = "x-sidetone-address";

const day = 24 * 3_600;

export interface AuthOptions {
  readonly db: Db;
  readonly log: Logger;
  readonly publicUrl: string;
  readonly trustedOrigins: readonly string[];
  readonly secret: string;
  readonly passwords: Passwords;
  sendReset(mail: { to: string; name: string; language: string; token: string }): Promise<void>;
  passwordWasReset(userId: string, from: From): Promise<void>;
}

/** better-auth with what we use of it: reading sessions, access tokens, signing out, choosing a password by a link. */
export function createAuth(options: AuthOptions) {
  const { db, publicUrl, passwords } = options;
  const languageOf = async (userId: string) => {
    const [row] = await db
      .select({ language: schema.users.language })
      .from(schema.users)
      .where(eq(schema.users.id, userId));
    return row?.language ?? "en";
  };
  return betterAuth({
    appName: "Sidetone",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret: options.secret,
    trustedOrigins: [...options.trustedOrigins],
    database: drizzleAdapter(db, { provider: "pg", schema: models }),
    telemetry: { enabled: false },
    logger: { level: "debug", log: (_level, message) => options.log.debug({ from: "better-auth" }, message) },
    // Our own limits stand before it: they tell right from wrong passwords, which these cannot.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength,
      password: passwords,
      resetPasswordTokenExpiresIn: 3_600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) =>
        options.sendReset({ to: user.email, name: user.name, language: await languageOf(user.id), token }),
      onPasswordReset: ({ user }, request) =>
        options.passwordWasReset(user.id, {
          ip: request?.headers.get(addressHeader) ?? "",
          userAgent: request?.headers.get("user-agent") ?? null,
        }),
    },
    // better-auth checks that it could write a user; it never does, and never reads these from a request.
    user: {
      additionalFields: { workspaceId: { type: "string", required: true, input: false, returned: false } },
    },
    // Sessions begin in start-session.ts, with the workspace's own limit; using one does not make it longer.
    session: { expiresIn: 30 * day, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: "sidetone",
      useSecureCookies: publicUrl.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Our own guard checks the origin of every write before this is asked (platform/http/origins.ts), and
      // knows that a program without a browser, such as the desktop's main process, sends none.
      disableCSRFCheck: true,
      disableOriginCheck: false,
    },
    databaseHooks: { session: { create: { before: (session) => refuseBlocked(db, session.userId) } } },
    plugins: [
      bearer(),
      jwt({
        jwt: {
          issuer: publicUrl,
          audience: publicUrl,
          expirationTime: `${accessTokenSeconds}s`,
          definePayload: ({ session }) => ({ sid: session.id }),
        },
        disableSettingJwtHeader: true,
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

const models = {
  user: schema.users,
  session: schema.sessions,
  account: schema.accounts,
  verification: schema.verifications,
  jwks: schema.jwks,
};

/** No session for a blocked person; sign-in then answers as for a wrong password. */
async function refuseBlocked(db: Db, userId: string): Promise<false | undefined> {
  const [user] = await db
    .select({ blockedAt: schema.users.blockedAt })
    .from(schema.users)
    .where(eq(schema.users.id, userId));
  return !user || user.blockedAt ? false : undefined;
}
