import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { OfferReason } from "#shared/domain/offer-reasons.ts";
import type { KeptDecision } from "#shared/domain/routing/kept-decision.ts";
import { moment } from "./columns.ts";
import { conversations } from "./conversations.ts";

/**
 * A conversation put before one agent, or, when it is broadcast, before each of several. At most one open offer of a
 * conversation that is not broadcast; one from a queue for an agent.
 */
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
    reason: text("reason").$type<OfferReason>().notNull(),
    /** Rings at several desks at once; the first who accepts has it. */
    broadcast: boolean("broadcast").notNull().default(false),
    /** A transfer: who handed it over, and whether it goes back to him when it is not accepted. */
    fromUserId: text("from_user_id"),
    bouncesBack: boolean("bounces_back").notNull().default(false),
    note: text("note"),
    /** Of a queue's offer: why he and nobody else. When it rings at several desks at once one offer of them has it. */
    decision: jsonb("decision").$type<KeptDecision>(),
    createdAt: moment("created_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
    /** Its trail on the agent's devices: reached one, stood on a screen, was heard. When it was acted on is `endedAt`. */
    sentAt: moment("sent_at"),
    shownAt: moment("shown_at"),
    soundedAt: moment("sounded_at"),
  },
  (table) => [
    uniqueIndex("offers_open_conversation")
      .on(table.conversationId)
      .where(sql`state = 'open' and not broadcast`),
    uniqueIndex("offers_open_conversation_user")
      .on(table.conversationId, table.userId)
      .where(sql`state = 'open'`),
    uniqueIndex("offers_open_user").on(table.userId).where(sql`state = 'open' and from_user_id is null`),
    index("offers_recent").on(table.conversationId, table.createdAt),
    index("offers_of_user").on(table.userId, table.endedAt),
  ],
);
