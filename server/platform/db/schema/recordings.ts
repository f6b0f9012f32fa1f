import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { KeptRecording } from "#shared/domain/calls/index.ts";
import { calls } from "./calls.ts";
import { id, moment } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { workspaces } from "./workspaces.ts";

/** What was recorded of a call. The files lie in the data folder of the server whose engine had the call. */
export const recordings = pgTable(
  "recordings",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    callId: uuid("call_id")
      .notNull()
      .references(() => calls.id, { onDelete: "cascade" }),
    conversationId: uuid("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
    mediaNode: text("media_node").notNull(),
    /** Below the folder of recordings. */
    folder: text("folder").notNull(),
    /** `asked`: nothing is recorded before the customer agrees; `erased`: the files are gone, this row stays. */
    state: text("state", {
      enum: ["asked", "refused", "recording", "paused", "complete", "failed", "erased"],
    }).notNull(),
    /** How the customer was told, or answered, and when. */
    consent: text("consent", { enum: ["none", "announced", "asked", "given", "refused"] }).notNull(),
    consentAt: moment("consent_at"),
    startedAt: moment("started_at"),
    endedAt: moment("ended_at"),
    durationMs: integer("duration_ms"),
    /** Pictures are recorded as well. */
    pictures: boolean("pictures").notNull().default(false),
    /** Once the call is over and what there is was read. */
    manifest: jsonb("manifest").$type<KeptRecording>(),
    /** The mixed file's name in the folder, and its SHA-256; null until it is made. */
    mixedFile: text("mixed_file"),
    mixedSha256: text("mixed_sha256"),
    /** When the files are erased; null: never. */
    eraseAt: moment("erase_at"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("recordings_of_call").on(table.callId),
    index("recordings_of_conversation").on(table.conversationId),
    index("recordings_to_erase").on(table.eraseAt).where(sql`state <> 'erased'`),
    index("recordings_open")
      .on(table.mediaNode)
      .where(sql`state in ('asked', 'recording', 'paused') or (state = 'failed' and manifest is null)`),
  ],
);
