import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { queues } from "./workspaces.ts";

/** Who answers a queue, or leads it. A lower priority number is asked first. */
export const queueMembers = pgTable(
  "queue_members",
  {
    queueId: uuid("queue_id")
      .notNull()
      .references(() => queues.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    priority: integer("priority").notNull().default(1),
    /** For taking turns: when he was last offered something of this queue. */
    lastOfferAt: timestamp("last_offer_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    primaryKey({ columns: [table.queueId, table.userId] }),
    index("queue_members_user").on(table.userId),
  ],
);
