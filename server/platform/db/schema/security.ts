import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import { users } from "./accounts.ts";
import { moment } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const ofUser = () => text("user_id").references(() => users.id, { onDelete: "cascade" });

/** An authenticator app's secret, encrypted with a key made from the server's. */
export const twoFactors = pgTable("two_factors", {
  userId: ofUser().primaryKey(),
  secret: text("secret").notNull(),
  /** Null until a first code has shown that the app has it; only then is it asked for. */
  confirmedAt: moment("confirmed_at"),
  /** The time step of the newest code that was taken: it and older ones are worth nothing any more. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  createdAt: moment("created_at").notNull().defaultNow(),
});

/** Recovery codes that were not used yet, as keyed hashes. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  { userId: ofUser().notNull(), codeHash: text("code_hash").notNull() },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

/** A step of signing in, or of adding a passkey, that waits for the next one; its secret is kept as its hash alone. */
export const pendingSteps = pgTable(
  "pending_steps",
  {
    secretHash: text("secret_hash").primaryKey(),
    kind: text("kind", { enum: ["second_factor", "passkey_add", "passkey_sign_in", "sso"] }).notNull(),
    userId: ofUser(),
    data: jsonb("data").notNull().default({}),
    wrongTries: integer("wrong_tries").notNull().default(0),
    expiresAt: moment("expires_at").notNull(),
  },
  (table) => [index("pending_steps_expires").on(table.expiresAt)],
);

/** Public halves of passkeys. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    userId: ofUser().notNull(),
    /** The authenticator's name for it, base64url. */
    credentialId: text("credential_id").notNull().unique(),
    name: text("name").notNull(),
    publicKey: text("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull().default(0),
    transports: text("transports").array().notNull(),
    backedUp: boolean("backed_up").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    lastUsedAt: moment("last_used_at"),
  },
  (table) => [index("passkeys_user").on(table.userId)],
);

/** The identity provider of a workspace; the client's secret is encrypted with a key made from the server's. */
export const ssoProviders = pgTable("sso_providers", {
  workspaceId: uuid("workspace_id")
    .primaryKey()
    .references(() => workspaces.id, { onDelete: "cascade" }),
  issuer: text("issuer").notNull(),
  clientId: text("client_id").notNull(),
  clientSecret: text("client_secret"),
  domain: text("domain").notNull().unique(),
  /** Rank of whoever set it last: it vouches for nobody above him. */
  setByRank: integer("set_by_rank").notNull().default(0),
  createdAt: moment("created_at").notNull().defaultNow(),
});

/** Why sessions ended, for the servers whose sockets they had; swept after a day. */
export const endedSessions = pgTable("ended_sessions", {
  sessionId: text("session_id").primaryKey(),
  reason: text("reason", { enum: ["revoked", "expired", "blocked", "address_not_allowed"] }).notNull(),
  at: moment("at").notNull().defaultNow(),
});
