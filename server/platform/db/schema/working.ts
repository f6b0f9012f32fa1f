import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { tags, topics } from "./library.ts";
import { workspaces } from "./workspaces.ts";

const ofWorkspace = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });
const ofConversation = () =>
  uuid("conversation_id")
    .notNull()
    .references(() => conversations.id, { onDelete: "cascade" });

/** After-contact work on a conversation: while one is open, its agent is offered nothing. */
export const wrapUps = pgTable(
  "wrap_ups",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    conversationId: ofConversation(),
    userId: text("user_id").notNull(),
    startedAt: moment("started_at").notNull().defaultNow(),
    /** When its time is over; null: no limit. */
    until: moment("until"),
    endedAt: moment("ended_at"),
    endedBy: text("ended_by", { enum: ["saved", "timer", "released"] }),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    uniqueIndex("wrap_ups_open").on(table.conversationId).where(sql`ended_at is null`),
    index("wrap_ups_open_user").on(table.userId).where(sql`ended_at is null`),
    index("wrap_ups_of_conversation").on(table.conversationId, table.userId),
  ],
);

/** Topics that a conversation was about. */
export const conversationTopics = pgTable(
  "conversation_topics",
  {
    conversationId: ofConversation(),
    // Topics are put away, not deleted: only with their workspace do they go, and then from conversations too.
    topicId: uuid("topic_id")
      .notNull()
      .references(() => topics.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.topicId] }),
    index("conversation_topics_topic").on(table.topicId),
  ],
);

/** Tags of a conversation. */
export const conversationTags = pgTable(
  "conversation_tags",
  {
    conversationId: ofConversation(),
    tagId: uuid("tag_id")
      .notNull()
      .references(() => tags.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.tagId] }),
    index("conversation_tags_tag").on(table.tagId),
  ],
);

/** An agent asks for a supervisor's help with a conversation. */
export const helpRequests = pgTable(
  "help_requests",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    conversationId: ofConversation(),
    userId: text("user_id").notNull(),
    reason: text("reason").notNull(),
    state: text("state", { enum: ["open", "taken", "closed"] })
      .notNull()
      .default("open"),
    takenBy: text("taken_by"),
    createdAt: moment("created_at").notNull().defaultNow(),
    takenAt: moment("taken_at"),
    closedAt: moment("closed_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    uniqueIndex("help_requests_open").on(table.conversationId).where(sql`state <> 'closed'`),
    index("help_requests_workspace").on(table.workspaceId).where(sql`state <> 'closed'`),
  ],
);

/** Somebody whom nobody answered, or who asked to be called back; it closes itself when he is reached. */
export const missedItems = pgTable(
  "missed_items",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    kind: text("kind", { enum: ["abandoned", "missed", "callback"] }).notNull(),
    conversationId: uuid("conversation_id").references(() => conversations.id, { onDelete: "set null" }),
    customerId: uuid("customer_id").notNull(),
    /** Who owns it: a queue, and a group when the conversation was one's. */
    queueId: uuid("queue_id").notNull(),
    groupId: uuid("group_id"),
    channel: text("channel").notNull().default("web"),
    phone: text("phone"),
    email: text("email"),
    /** What the customer wrote, unanswered. */
    text: text("text"),
    /** What the staff noted. */
    note: text("note"),
    /** He is asked how he can be called back. */
    offersCallback: boolean("offers_callback").notNull().default(false),
    /** When the customer wants to be called; null: as soon as possible. */
    wantedAt: moment("wanted_at"),
    state: text("state", { enum: ["open", "taken", "done"] })
      .notNull()
      .default("open"),
    takenBy: text("taken_by"),
    createdAt: moment("created_at").notNull().defaultNow(),
    takenAt: moment("taken_at"),
    doneAt: moment("done_at"),
    doneBy: text("done_by", { enum: ["reached", "returned", "closed"] }),
    doneByUserId: text("done_by_user_id"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    uniqueIndex("missed_items_open").on(table.conversationId, table.kind).where(sql`state <> 'done'`),
    index("missed_items_queue").on(table.queueId, table.createdAt).where(sql`state <> 'done'`),
    index("missed_items_customer").on(table.customerId).where(sql`state <> 'done'`),
    index("missed_items_done").on(table.workspaceId, table.doneAt).where(sql`state = 'done'`),
  ],
);

/** When a customer's page was connected last, on the database's clock: whoever waits and is gone has left. */
export const customerPresence = pgTable("customer_presence", {
  customerId: uuid("customer_id").primaryKey(),
  seenAt: moment("seen_at").notNull().defaultNow(),
});
