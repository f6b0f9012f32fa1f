import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import type { Activity, ChosenStatus, StatusCause, StatusKey } from "#shared/domain/status/index.ts";
import { users } from "./accounts.ts";
import { moment } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const ofWorkspace = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

/** Up to ten reasons of a workspace's own for not being ready; each behaves like Do not disturb. */
export const customStatuses = pgTable(
  "custom_statuses",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    workspaceId: ofWorkspace(),
    name: text("name").notNull(),
    /** A colour of the theme. */
    color: text("color").notNull().default("gray"),
    /** Longer than so many minutes is marked as overdue; null: no limit. */
    limitMinutes: integer("limit_minutes"),
    /** Whoever chooses it says why. */
    needsReason: boolean("needs_reason").notNull().default(false),
    position: integer("position").notNull().default(0),
    archivedAt: moment("archived_at"),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("custom_statuses_name")
      .on(table.workspaceId, sql`lower(name)`)
      .where(sql`archived_at is null`),
  ],
);

/** What an agent chose, since when, and who or what caused it. Presence is not in here: it is a lease. */
export const agentStatus = pgTable("agent_status", {
  userId: text("user_id").primaryKey(),
  workspaceId: uuid("workspace_id").notNull(),
  version: integer("version").notNull().default(1),
  status: text("status").$type<StatusKey>().notNull().default("offline"),
  customStatusId: uuid("custom_status_id"),
  reason: text("reason"),
  since: moment("since").notNull().defaultNow(),
  cause: text("cause").$type<StatusCause>().notNull().default("signed_out"),
  /** Who changed it, when it was not he himself; null: he, or the system. */
  byUserId: text("by_user_id"),
  byName: text("by_name"),
  /** Chosen while he was busy: comes when he is not any more. */
  next: jsonb("next").$type<ChosenStatus>(),
  /** What he had before the connection was lost; given back when he returns in time. */
  before: jsonb("before").$type<ChosenStatus>(),
});

/** What somebody is doing since when, as the log has it last: whoever writes the next line holds this row. */
export const agentActivity = pgTable("agent_activity", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Null: nothing has been written of him yet. */
  activity: text("activity").$type<Activity>(),
  since: moment("since").notNull().defaultNow(),
});

/** Every change of a status, kept for good: who or what did it and why. */
export const statusLog = pgTable(
  "status_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid("workspace_id").notNull(),
    userId: text("user_id").notNull(),
    at: moment("at").notNull().defaultNow(),
    /** The status; what he was doing (`activity`); a medium switched; a next status chosen or cancelled. */
    kind: text("kind", { enum: ["status", "activity", "media", "next"] }).notNull(),
    /** A status's key, an activity, a medium's switch as `chat:off`. */
    value: text("value").notNull(),
    customStatusId: uuid("custom_status_id"),
    /** The custom status's name as it was then. */
    customName: text("custom_name"),
    reason: text("reason"),
    cause: text("cause").$type<StatusCause>().notNull(),
    byUserId: text("by_user_id"),
    byName: text("by_name"),
  },
  (table) => [
    index("status_log_user").on(table.userId, table.at),
    index("status_log_workspace").on(table.workspaceId, table.at),
  ],
);

/** Which media somebody takes on one of his devices. Paused is not stored: it is on, while he is not ready. */
export const deviceMedia = pgTable(
  "device_media",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    deviceId: text("device_id").notNull(),
    chat: boolean("chat").notNull().default(true),
    voice: boolean("voice").notNull().default(true),
    video: boolean("video").notNull().default(true),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.deviceId] })],
);

/** One lease for each open connection, on the database's clock. */
export const presenceLeases = pgTable(
  "presence_leases",
  {
    userId: text("user_id").notNull(),
    connectionId: text("connection_id").notNull(),
    deviceId: text("device_id"),
    until: moment("until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.connectionId] })],
);
