import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { workspaces } from "./workspaces.ts";

/** Who did what to what. Append-only: a trigger refuses changes, and every row carries the hash of the one before. */
export const activityLog = pgTable(
  "activity_log",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: timestamp("at", { withTimezone: true, precision: 3 }).notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    actorRole: text("actor_role"),
    action: text("action").notNull(),
    targetKind: text("target_kind").notNull(),
    targetId: text("target_id"),
    targetName: text("target_name").notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.seq] }),
    index("activity_log_at").on(table.workspaceId, table.at),
    index("activity_log_action").on(table.workspaceId, table.action, table.seq),
    index("activity_log_actor").on(table.workspaceId, table.actorId, table.seq),
    index("activity_log_target").on(table.workspaceId, table.targetId, table.seq),
  ],
);

/** The newest entry of each workspace, so that a cut-off end is found. */
export const activityHeads = pgTable("activity_heads", {
  workspaceId: uuid("workspace_id")
    .primaryKey()
    .references(() => workspaces.id),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
});
