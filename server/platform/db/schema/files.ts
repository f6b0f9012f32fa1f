import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import { workspaces } from "./workspaces.ts";

/**
 * What is known of a stored file; the bytes lie in the storage under `storageKey`. No foreign key to the conversation:
 * a file may be on disk before the conversation's row is seen, and the send path checks both.
 */
export const files = pgTable(
  "files",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** The workspace's own id for a file of its library, which lies in no conversation. */
    conversationId: uuid("conversation_id").notNull(),
    uploaderKind: text("uploader_kind", { enum: ["user", "visitor"] }).notNull(),
    uploaderId: text("uploader_id").notNull(),
    /** Made harmless for showing; never used as a path. */
    name: text("name").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    /** Found from the content. */
    type: text("type").notNull(),
    isImage: boolean("is_image").notNull().default(false),
    width: integer("width"),
    height: integer("height"),
    sha256: text("sha256").notNull(),
    storageKey: text("storage_key").notNull().unique(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("files_conversation").on(table.conversationId),
    check("files_uploader_kind", sql`${table.uploaderKind} in ('user', 'visitor')`),
  ],
);
