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
import type { AssistantFlow } from "#shared/domain/assistant-flow.ts";
import type { Texts, TimedTexts } from "#shared/domain/texts.ts";
import { id, moment } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { workspaces } from "./workspaces.ts";

const ofWorkspace = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

/** What happens when somebody waits or is silent for too long; one of a type for each channel. */
export const triggers = pgTable(
  "triggers",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    channel: text("channel").notNull().default("web"),
    type: text("type", { enum: ["queue_timeout", "agent_inactivity", "customer_inactivity"] }).notNull(),
    enabled: boolean("enabled").notNull().default(false),
    /** After so long, seconds; for a silent customer, from the last message of the series to the end. */
    seconds: integer("seconds").notNull(),
    action: text("action", { enum: ["transfer", "close"] }).notNull(),
    /** Messages for a silent customer before the end. */
    steps: jsonb("steps").$type<TimedTexts>().notNull().default([]),
    /** What is said at the end. */
    texts: jsonb("texts").$type<Texts>().notNull().default({}),
    version: integer("version").notNull().default(1),
  },
  (table) => [uniqueIndex("triggers_type").on(table.workspaceId, table.type, table.channel)],
);

/** How far a trigger has come in a conversation, since the entry that set it off: nothing is done twice. */
export const triggerRuns = pgTable(
  "trigger_runs",
  {
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    triggerId: uuid("trigger_id")
      .notNull()
      .references(() => triggers.id, { onDelete: "cascade" }),
    /** The number of the entry since which it is silent. */
    sinceSeq: integer("since_seq").notNull(),
    steps: integer("steps").notNull().default(0),
    at: moment("at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.triggerId] })],
);

/** An invitation that the widget shows on the company's site by itself. */
export const siteInvitations = pgTable("site_invitations", {
  id: id(),
  workspaceId: ofWorkspace(),
  name: text("name").notNull(),
  enabled: boolean("enabled").notNull().default(false),
  /** Part of the page's address; empty: every page. */
  page: text("page").notNull().default(""),
  /** After so long on the page, seconds, and from the so manieth visit on. */
  seconds: integer("seconds").notNull().default(20),
  visits: integer("visits").notNull().default(1),
  texts: jsonb("texts").$type<Texts>().notNull(),
  position: integer("position").notNull().default(0),
  version: integer("version").notNull().default(1),
});

/** Who is on the company's site with the widget, on the database's clock. */
export const siteVisits = pgTable(
  "site_visits",
  {
    customerId: uuid("customer_id").primaryKey(),
    workspaceId: ofWorkspace(),
    url: text("url"),
    title: text("title"),
    language: text("language"),
    visits: integer("visits").notNull().default(1),
    firstAt: moment("first_at").notNull().defaultNow(),
    /** On the site since; the last sign of life. */
    since: moment("since").notNull().defaultNow(),
    seenAt: moment("seen_at").notNull().defaultNow(),
  },
  (table) => [index("site_visits_seen").on(table.workspaceId, table.seenAt)],
);

/** A virtual assistant: answers in conversations and hands them over. */
export const assistants = pgTable(
  "assistants",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["built_in", "webhook"] }).notNull(),
    enabled: boolean("enabled").notNull().default(false),
    /** Queues whose new conversations it greets first. */
    queueIds: uuid("queue_ids").array().notNull().default([]),
    url: text("url"),
    /** Where it is looked after, outside: what the menu of assistants opens. */
    link: text("link"),
    /** Signs what we send to the webhook. */
    secret: text("secret"),
    flow: jsonb("flow").$type<AssistantFlow>(),
    position: integer("position").notNull().default(0),
    archivedAt: moment("archived_at"),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("assistants_name").on(table.workspaceId, table.name)],
);

/** How far an assistant has answered in a conversation, and what it knows there. */
export const assistantTurns = pgTable("assistant_turns", {
  conversationId: uuid("conversation_id")
    .primaryKey()
    .references(() => conversations.id, { onDelete: "cascade" }),
  assistantId: uuid("assistant_id").notNull(),
  /** The newest entry that it has answered. */
  answeredSeq: integer("answered_seq").notNull().default(0),
  attempts: integer("attempts").notNull().default(0),
  nextAt: moment("next_at").notNull().defaultNow(),
  /** What it has learnt, as handed over. */
  data: jsonb("data").$type<Readonly<Record<string, string>>>().notNull().default({}),
  handedOverAt: moment("handed_over_at"),
  summary: text("summary"),
});
