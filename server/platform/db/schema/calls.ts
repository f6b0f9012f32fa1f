import { sql } from "drizzle-orm";
import {
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
import type { Leg } from "#shared/domain/calls/index.ts";
import { id, moment } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { workspaces } from "./workspaces.ts";

/** Calls. The legs are the whole state; who hears whom is reckoned from them and never stored. */
export const calls = pgTable(
  "calls",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    conversationId: uuid("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
    medium: text("medium", { enum: ["voice", "video"] }).notNull(),
    direction: text("direction", { enum: ["inbound", "outbound", "internal"] }).notNull(),
    /** The conversation is this call, and ends with it; a call out of a chat leaves the chat open. */
    isWhole: boolean("is_whole").notNull(),
    legs: jsonb("legs").$type<readonly Leg[]>().notNull(),
    version: integer("version").notNull().default(1),
    cause: text("cause"),
    /** Grows whenever the media engine lost the call: clients bring their media anew. */
    mediaEpoch: integer("media_epoch").notNull().default(0),
    /** The media engine that has it: one call lives in one. Null: nobody has brought his media yet. */
    mediaNode: text("media_node"),
    /** Grows whenever the call is another one in its customer's eyes, and only then: it tells nothing of supervisors. */
    customerVersion: integer("customer_version").notNull().default(1),
    /** By member of staff, how many changes were none in his eyes: his version of the call leaves them out, and tells nothing of hidden supervisors. */
    unseen: jsonb("unseen").$type<Readonly<Record<string, number>>>().notNull().default({}),
    /** Who called out, or called a colleague; null: the customer did. */
    callerId: text("caller_id"),
    /** The caller's program's own name for it: the same command again finds the same call. */
    clientId: text("client_id"),
    /** What the caller wrote about it, and what came of it. */
    note: text("note").notNull().default(""),
    outcome: text("outcome"),
    createdAt: moment("created_at").notNull().defaultNow(),
    connectedAt: moment("connected_at"),
    endedAt: moment("ended_at"),
  },
  (table) => [
    uniqueIndex("calls_live").on(table.conversationId).where(sql`ended_at is null`),
    index("calls_open").on(table.workspaceId).where(sql`ended_at is null`),
    uniqueIndex("calls_of_client").on(table.callerId, table.clientId),
    // Whose calls they were: the history of each.
    index("calls_of_people").using("gin", sql`${table.legs} jsonb_path_ops`),
    index("calls_of_conversation").on(table.conversationId, table.createdAt),
  ],
);

/** When the server of a media engine last said that it is there for its calls. */
export const mediaNodes = pgTable("media_nodes", {
  node: text("node").primaryKey(),
  seenAt: moment("seen_at").notNull(),
});

/** Figures of a leg's sound; null where there was nothing to measure. */
export interface StoredLegStats {
  readonly packetsReceived: number;
  readonly packetsSent: number;
  readonly lossPercent: number;
  readonly jitterMs: number;
  readonly roundTripMs: number | null;
  readonly mos: number | null;
}

/** The media of a leg: which window has it, and how it stands since when. */
export const callMedia = pgTable(
  "call_media",
  {
    callId: uuid("call_id")
      .notNull()
      .references(() => calls.id, { onDelete: "cascade" }),
    legId: text("leg_id").notNull(),
    /** The window that owns it; null: none has brought it yet. */
    device: text("device"),
    state: text("state", { enum: ["none", "connecting", "connected", "lost", "closed"] })
      .notNull()
      .default("none"),
    since: moment("since").notNull().defaultNow(),
    /** How its sound was, from the engine, when it left: loss, jitter, round trip, MOS. */
    stats: jsonb("stats").$type<StoredLegStats>(),
  },
  (table) => [primaryKey({ columns: [table.callId, table.legId] })],
);
