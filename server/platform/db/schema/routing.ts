import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { conversations } from "./conversations.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** What an agent chose, since when, and who or what caused it. Presence is not in here: it is a lease. */
export const agentStatus = pgTable("agent_status", {
  userId: text("user_id").primaryKey(),
  workspaceId: uuid("workspace_id").notNull(),
  version: integer("version").notNull().default(1),
  status: text("status", { enum: ["offline", "online", "ready", "dnd"] })
    .notNull()
    .default("offline"),
  since: moment("since").notNull().defaultNow(),
  cause: text("cause", {
    enum: ["chosen", "signed_in", "signed_out", "connection_lost", "connection_back", "offer_missed"],
  })
    .notNull()
    .default("signed_out"),
  /** What he had before the connection was lost; given back when he returns in time. */
  beforeLoss: text("before_loss", { enum: ["offline", "online", "ready", "dnd"] }),
});

/** One lease for each open connection, on the database's clock. */
export const presenceLeases = pgTable(
  "presence_leases",
  {
    userId: text("user_id").notNull(),
    connectionId: text("connection_id").notNull(),
    until: moment("until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.connectionId] })],
);

/** A conversation put before one agent. At most one open offer for a conversation; one from the queue for an agent. */
export const offers = pgTable(
  "offers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    workspaceId: uuid("workspace_id").notNull(),
    version: integer("version").notNull().default(1),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id),
    userId: text("user_id").notNull(),
    state: text("state", { enum: ["open", "accepted", "declined", "expired", "withdrawn"] })
      .notNull()
      .default("open"),
    reason: text("reason", { enum: ["least_busy", "transfer"] }).notNull(),
    note: text("note"),
    createdAt: moment("created_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
  },
  (table) => [
    uniqueIndex("offers_open_conversation").on(table.conversationId).where(sql`state = 'open'`),
    uniqueIndex("offers_open_user").on(table.userId).where(sql`state = 'open' and reason = 'least_busy'`),
    index("offers_recent").on(table.conversationId, table.createdAt),
    index("offers_of_user").on(table.userId, table.endedAt),
  ],
);
