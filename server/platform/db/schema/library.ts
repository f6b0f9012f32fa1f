import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
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
import type { Texts } from "#shared/domain/texts.ts";
import { users } from "./accounts.ts";
import { id, moment } from "./columns.ts";
import { groups } from "./people.ts";
import { workspaces } from "./workspaces.ts";

const ofWorkspace = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

/** How a contact ended. `conversations.outcome` names one by key; the four first ones come with every workspace. */
export const dispositions = pgTable(
  "dispositions",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull().default(0),
    archivedAt: moment("archived_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [uniqueIndex("dispositions_key").on(table.workspaceId, table.key)],
);

/** Labels for conversations and shortcuts. */
export const tags = pgTable(
  "tags",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    name: text("name").notNull(),
    color: text("color").notNull().default("gray"),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("tags_name").on(table.workspaceId, sql`lower(name)`)],
);

/** A set of topics that a queue asks for at the end of a contact. */
export const topicSets = pgTable(
  "topic_sets",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    name: text("name").notNull(),
    /** Deleted: on no list, and its topics are still named in what is past. */
    archivedAt: moment("archived_at"),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("topic_sets_name").on(table.workspaceId, sql`lower(name)`).where(sql`archived_at is null`),
  ],
);

/** A topic of a set, perhaps below another one. */
export const topics = pgTable(
  "topics",
  {
    id: id(),
    setId: uuid("set_id")
      .notNull()
      .references(() => topicSets.id, { onDelete: "cascade" }),
    parentId: uuid("parent_id").references((): AnyPgColumn => topics.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    position: integer("position").notNull().default(0),
    archivedAt: moment("archived_at"),
  },
  (table) => [index("topics_set").on(table.setId)],
);

/** Canned replies: of one person, of a group, of everybody. */
export const shortcuts = pgTable(
  "shortcuts",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    scope: text("scope", { enum: ["personal", "group", "workspace"] }).notNull(),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    groupId: uuid("group_id").references(() => groups.id, { onDelete: "cascade" }),
    /** What is typed behind the slash. */
    code: text("code").notNull(),
    title: text("title").notNull(),
    /** The text in each language, with variables such as `{{customer.name}}`. */
    texts: jsonb("texts").$type<Texts>().notNull(),
    fileIds: uuid("file_ids").array().notNull().default(sql`'{}'`),
    used: integer("used").notNull().default(0),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [index("shortcuts_workspace").on(table.workspaceId, table.code)],
);

/** A shortcut with tags is offered only in conversations that carry one of them. */
export const shortcutTags = pgTable(
  "shortcut_tags",
  {
    shortcutId: uuid("shortcut_id")
      .notNull()
      .references(() => shortcuts.id, { onDelete: "cascade" }),
    tagId: uuid("tag_id")
      .notNull()
      .references(() => tags.id, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.shortcutId, table.tagId] })],
);

/** What the system says by itself, for each channel and moment. */
export const automaticMessages = pgTable(
  "automatic_messages",
  {
    id: id(),
    workspaceId: ofWorkspace(),
    channel: text("channel").notNull().default("web"),
    kind: text("kind", { enum: ["welcome", "waiting", "away", "closing"] }).notNull(),
    enabled: boolean("enabled").notNull().default(false),
    /** `waiting` comes after so long in the queue, seconds. */
    afterSeconds: integer("after_seconds"),
    texts: jsonb("texts").$type<Texts>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [uniqueIndex("automatic_messages_kind").on(table.workspaceId, table.channel, table.kind)],
);
