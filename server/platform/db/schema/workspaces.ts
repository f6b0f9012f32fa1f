import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import type { Hours } from "#shared/domain/opening-hours.ts";
import type { QueueRules } from "#shared/domain/queue-rules.ts";
import type { SecurityRules, WorkspaceSettings } from "#shared/domain/settings.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";

/** What the widget asks before the first message. */
export interface PrechatForm {
  readonly askName: boolean;
  readonly askEmail: boolean;
}

/** One customer company's contact centre. */
export const workspaces = pgTable(
  "workspaces",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    /** Public name in the widget's script tag; not a secret. */
    key: text("key").notNull().unique(),
    name: text("name").notNull(),
    accent: text("accent").notNull().default("#0f766e"),
    /** Exact origins on which the widget may be loaded. */
    allowedSites: text("allowed_sites").array().notNull().default(sql`'{}'`),
    identityMode: text("identity_mode", { enum: ["optional", "required"] })
      .notNull()
      .default("optional"),
    /** Signs the identity tokens that a site makes for its signed-in customers. */
    identitySecret: text("identity_secret").notNull(),
    /** The first is the workspace's own. */
    languages: text("languages").array().notNull().default(sql`'{en}'`),
    prechat: jsonb("prechat").$type<PrechatForm>().notNull().default({ askName: true, askEmail: false }),
    /** null: open around the clock. */
    hours: jsonb("hours").$type<Hours>(),
    /** The catalogue of roles, chosen when the workspace is made. */
    scheme: text("scheme").$type<SchemeName>().notNull().default("standard"),
    settings: jsonb("settings").$type<Partial<WorkspaceSettings>>().notNull().default({}),
    security: jsonb("security").$type<Partial<SecurityRules>>().notNull().default({}),
    isDemo: boolean("is_demo").notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("workspaces_identity_mode", sql`${table.identityMode} in ('optional', 'required')`)],
);

/** Where conversations wait for agents. */
export const queues = pgTable(
  "queues",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    position: integer("position").notNull().default(0),
    version: integer("version").notNull().default(1),
    /** How it is routed, over the defaults of `shared/domain/queue-rules.ts`. */
    rules: jsonb("rules").$type<Partial<QueueRules>>().notNull().default({}),
    /** Takes no new conversations, and is on no list but the settings'. */
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique("queues_workspace_name").on(table.workspaceId, table.name)],
);
