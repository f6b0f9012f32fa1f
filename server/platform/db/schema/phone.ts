import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { PhoneLineSettings } from "#shared/domain/phone/phone-line.ts";
import { users } from "./accounts.ts";
import { calls } from "./calls.ts";
import { id, moment } from "./columns.ts";
import { groups } from "./people.ts";
import { queues, workspaces } from "./workspaces.ts";

const workspaceId = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

/** Lines to the telephone network: SIP trunks of carriers. */
export const phoneLines = pgTable(
  "phone_lines",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    version: integer("version").notNull().default(1),
    enabled: boolean("enabled").notNull().default(true),
    settings: jsonb("settings").$type<PhoneLineSettings>().notNull(),
    /** Sealed; null: the carrier knows us by our address. */
    password: text("password"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("phone_lines_name").on(table.workspaceId, sql`lower(${table.name})`)],
);

/** Our own numbers: where they ring, and who may show them. */
export const phoneNumbers = pgTable(
  "phone_numbers",
  {
    id: id(),
    workspaceId: workspaceId(),
    lineId: uuid("line_id")
      .notNull()
      .references(() => phoneLines.id, { onDelete: "cascade" }),
    /** E.164, or the digits of an extension, as the carrier names it. */
    number: text("number").notNull(),
    label: text("label").notNull().default(""),
    version: integer("version").notNull().default(1),
    /** Where calls to it wait, and where calls from it count. */
    queueId: uuid("queue_id")
      .notNull()
      .references(() => queues.id, { onDelete: "cascade" }),
    /** The groups whose people may call out with it; empty: everybody who may call out. */
    groupIds: uuid("group_ids").array().notNull().default(sql`'{}'`),
  },
  (table) => [
    uniqueIndex("phone_numbers_of_line").on(table.lineId, table.number),
    // A number of the world is on one line, whoever's.
    uniqueIndex("phone_numbers_of_world").on(table.number).where(sql`number like '+%'`),
    index("phone_numbers_of_workspace").on(table.workspaceId),
  ],
);

/** Short numbers by which people, groups and queues of one workspace call each other. */
export const extensions = pgTable(
  "extensions",
  {
    workspaceId: workspaceId(),
    number: text("number").notNull(),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    groupId: uuid("group_id").references(() => groups.id, { onDelete: "cascade" }),
    queueId: uuid("queue_id").references(() => queues.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.number] }),
    uniqueIndex("extensions_of_user").on(table.userId),
    uniqueIndex("extensions_of_group").on(table.groupId),
    uniqueIndex("extensions_of_queue").on(table.queueId),
    check("extensions_one_target", sql`num_nonnulls(user_id, group_id, queue_id) = 1`),
  ],
);

/** A phone's leg: which leg of the gateway carries it. */
export const phoneLegs = pgTable(
  "phone_legs",
  {
    callId: uuid("call_id")
      .notNull()
      .references(() => calls.id, { onDelete: "cascade" }),
    legId: text("leg_id").notNull(),
    lineId: uuid("line_id").references(() => phoneLines.id, { onDelete: "set null" }),
    /** The name of the gateway process; null: it has not been called yet. */
    gatewayNode: text("gateway_node"),
    /** The leg as the gateway names it; null: it has not been called yet. */
    gatewayLegId: text("gateway_leg_id"),
    /** Of the last news of the gateway's. */
    gatewayVersion: integer("gateway_version").notNull().default(0),
    /** The number outside, as it is called or as it calls; empty: it is hidden. */
    remoteNumber: text("remote_number").notNull(),
    remoteName: text("remote_name").notNull().default(""),
    /** Ours: the one that was called, or that is shown. */
    ownNumber: text("own_number").notNull(),
    /** Of the phone network, for the log and for words: 486, 404. */
    status: integer("status"),
  },
  (table) => [
    primaryKey({ columns: [table.callId, table.legId] }),
    uniqueIndex("phone_legs_of_gateway").on(table.gatewayLegId),
  ],
);
