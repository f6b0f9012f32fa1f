import { boolean, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import { moment } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

/** A person of the company who signs in. The e-mail address is unique on the whole server, so it names the workspace too. */
export const users = pgTable(
  "users",
  {
    id: text("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    email: text("email").notNull().unique(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    role: text("role").notNull().default("agent"),
    language: text("language").notNull().default("en"),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** How many chats, calls and video calls he takes at once; null: as many as the workspace says. */
    maxConversations: integer("max_conversations"),
    maxVoice: integer("max_voice"),
    maxVideo: integer("max_video"),
    /** Whether he is told of new conversations by sound and notification. */
    notify: boolean("notify").notNull().default(true),
    /** Has access to My Aivo, and so sees the link to Agentbot. */
    agentbotAccess: boolean("agentbot_access").notNull().default(false),
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    /** Blocked people cannot sign in, and their sessions end. */
    blockedAt: moment("blocked_at"),
    /** Archived people are blocked, and on no list but the archive's. Their past stays. */
    archivedAt: moment("archived_at"),
    /** Raised by every change, so that two people who edit at once are told. */
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [index("users_workspace").on(table.workspaceId)],
);

export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    token: text("token").notNull().unique(),
    expiresAt: moment("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    /** The role that the person looks as for the time being, read only. */
    viewAs: text("view_as"),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** A way to sign in; today a password's hash. */
export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    refreshTokenExpiresAt: moment("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [index("accounts_user").on(table.userId)],
);

/** Single-use secrets with an end, such as those of a password reset. */
export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [index("verifications_identifier").on(table.identifier)],
);

/** Keys that sign access tokens; the private half is encrypted with the server's secret. */
export const jwks = pgTable("jwks", {
  id: text("id").primaryKey(),
  publicKey: text("public_key").notNull(),
  privateKey: text("private_key").notNull(),
  alg: text("alg"),
  crv: text("crv"),
  createdAt: moment("created_at").notNull().defaultNow(),
  expiresAt: moment("expires_at"),
});

/** Mails to be sent; the row is the queue, so none is lost when the mail server is away. */
export const mailOutbox = pgTable("mail_outbox", {
  id: uuid("id").primaryKey().$defaultFn(uuidv7),
  recipient: text("recipient").notNull(),
  subject: text("subject").notNull(),
  body: text("body").notNull(),
  createdAt: moment("created_at").notNull().defaultNow(),
  sentAt: moment("sent_at"),
});
