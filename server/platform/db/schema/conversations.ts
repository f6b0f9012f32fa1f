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
import type { EventBody } from "#shared/contract/conversation-events.ts";
import { moment } from "./columns.ts";

/** One row; a restore writes a new epoch, so that cursors from before are refused. */
export const serverState = pgTable("server_state", {
  id: integer("id").primaryKey().default(1),
  epoch: uuid("epoch").notNull().defaultRandom(),
});

/** The people outside. A visitor becomes a row when he first writes. */
export const customers = pgTable(
  "customers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    workspaceId: uuid("workspace_id").notNull(),
    version: integer("version").notNull().default(1),
    name: text("name").notNull(),
    email: text("email"),
    phone: text("phone"),
    notes: text("notes").notNull().default(""),
    /** Identified by a token that the company's own site signed. */
    verified: boolean("verified").notNull().default(false),
    externalId: text("external_id"),
    language: text("language"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("customers_external_id").on(table.workspaceId, table.externalId),
    // For finding somebody by how his name or address begins.
    index("customers_name").on(table.workspaceId, sql`lower(name) text_pattern_ops`),
    index("customers_email").on(table.workspaceId, sql`lower(email) text_pattern_ops`),
    // For knowing who calls, however his number was written down.
    index("customers_phone").on(table.workspaceId, sql`regexp_replace(phone, '[^0-9+]', '', 'g')`),
  ],
);

/**
 * A conversation's head: its state, its counters, the newest message for lists. A message changes only
 * columns that no index covers, so the update stays on its page (HOT).
 */
export const conversations = pgTable(
  "conversations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    workspaceId: uuid("workspace_id").notNull(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    queueId: uuid("queue_id").notNull(),
    channel: text("channel").notNull().default("web"),
    /** The heaviest medium in it: what it weighs with its agent. */
    medium: text("medium", { enum: ["chat", "voice", "video"] })
      .notNull()
      .default("chat"),
    /** `assistant`: a virtual assistant has it. */
    state: text("state", { enum: ["assistant", "waiting", "assigned", "closed"] })
      .notNull()
      .default("waiting"),
    version: integer("version").notNull().default(1),
    assigneeId: text("assignee_id"),
    assignmentToken: integer("assignment_token").notNull().default(0),
    lastSeq: integer("last_seq").notNull().default(0),
    lastPublicSeq: integer("last_public_seq").notNull().default(0),
    customerDelivered: integer("customer_delivered").notNull().default(0),
    customerRead: integer("customer_read").notNull().default(0),
    agentRead: integer("agent_read").notNull().default(0),
    lastMessageSeq: integer("last_message_seq"),
    lastMessageBy: text("last_message_by"),
    lastMessageText: text("last_message_text"),
    lastMessageAt: moment("last_message_at"),
    pageUrl: text("page_url"),
    pageTitle: text("page_title"),
    language: text("language"),
    outcome: text("outcome"),
    assistantId: uuid("assistant_id"),
    /** The assistant that has it has something to do: the customer wrote, or it hands over. */
    assistantDue: boolean("assistant_due").notNull().default(false),
    /** 1 to 30, the highest first. */
    priority: integer("priority").notNull().default(15),
    /** Handed to this group: only its people are asked. */
    groupId: uuid("group_id"),
    /** Queues it has overflowed from: it goes to none of them again by itself. */
    overflowedFrom: uuid("overflowed_from").array().notNull().default(sql`'{}'`),
    /** Rounds of offers that nobody took, and when the next may begin. */
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: moment("next_attempt_at"),
    /** Put aside by its agent until then; it weighs nothing meanwhile. */
    parkedUntil: moment("parked_until"),
    parkedNote: text("parked_note"),
    /** The log's last number when it was parked: what the customer writes behind it takes it up again. */
    parkedSeq: integer("parked_seq"),
    /** The client id of the command that started it: a repeated start finds the first. */
    startId: uuid("start_id").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    waitingSince: moment("waiting_since"),
    assignedAt: moment("assigned_at"),
    closedAt: moment("closed_at"),
  },
  (table) => [
    uniqueIndex("conversations_start").on(table.customerId, table.startId),
    index("conversations_assigned").on(table.assigneeId).where(sql`state = 'assigned'`),
    index("conversations_waiting").on(table.workspaceId, table.waitingSince).where(sql`state = 'waiting'`),
    index("conversations_waiting_in_queue")
      .on(table.queueId, table.waitingSince)
      .where(sql`state = 'waiting'`),
    index("conversations_closed_by").on(table.assigneeId, table.closedAt).where(sql`state = 'closed'`),
    index("conversations_closed").on(table.workspaceId, table.closedAt).where(sql`state = 'closed'`),
    index("conversations_parked").on(table.parkedUntil).where(sql`parked_until is not null`),
    index("conversations_with_assistant").on(table.workspaceId).where(sql`state = 'assistant'`),
    index("conversations_assistant_due").on(table.id).where(sql`state = 'assistant' and assistant_due`),
    index("conversations_customer").on(table.customerId, table.createdAt),
  ],
);

/**
 * The append-only log. `seq` has no gaps for staff, `public_seq` none for the customer, who never learns
 * that a note was written. Both come from the counters of the head row, inside the writing transaction.
 */
export const conversationEvents = pgTable(
  "conversation_events",
  {
    // No foreign key: an entry is written by the statement that has just locked its head, and checking it
    // again for every row is a good part of what a message costs the database.
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    publicSeq: integer("public_seq"),
    clientId: uuid("client_id"),
    authorKind: text("author_kind", { enum: ["customer", "agent", "system", "bot"] }).notNull(),
    authorId: text("author_id"),
    authorName: text("author_name").notNull(),
    body: jsonb("body").$type<EventBody>().notNull(),
    at: moment("at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.seq] }),
    uniqueIndex("conversation_events_client_id").on(table.conversationId, table.clientId),
  ],
);

/**
 * News that is committed but perhaps not yet told. A row holds references, not payloads (`e:<conversation>:<seq>`,
 * `c:<conversation>`, `o:<offer>`, `s:<user>`): whoever tells it reads the whole record anew.
 */
export const newsOutbox = pgTable("news_outbox", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  refs: text("refs").array().notNull(),
  createdAt: moment("created_at").notNull().defaultNow(),
});
