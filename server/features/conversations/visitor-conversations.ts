import type { Visitor } from "#server/platform/http/request-context.ts";
import { transact } from "#server/platform/news/index.ts";
import type { EventPage, EventQuery } from "#shared/contract/conversation-events.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";
import { fail } from "#shared/errors/app-error.ts";
import { visitorConversations } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";
import { customerPage } from "./event-log.ts";

type Deps = Pick<ConversationDeps, "pool" | "epoch">;

/** The visitor's own conversation; anybody else's looks as if it were not there. */
export const seeAsVisitor =
  ({ pool }: Pick<Deps, "pool">) =>
  async (visitor: Visitor, conversationId: string): Promise<VisitorConversation> => {
    const [found] = await visitorConversations(
      pool,
      "c.id = $1 and c.customer_id = $2 and c.workspace_id = $3",
      [conversationId, visitor.customerId, visitor.workspaceId],
    );
    return withoutOwner(found ?? fail("conversation.not_found", { conversationId }));
  };

export interface FileInConversation {
  readonly id: string;
  readonly conversationId: string;
  readonly uploaderKind: "user" | "visitor";
}

/** A file is the customer's to read when he uploaded it, or when a message to him carries it. */
export const seeFileAsVisitor =
  ({ pool }: Pick<Deps, "pool">) =>
  async (visitor: Visitor, { id, conversationId, uploaderKind }: FileInConversation): Promise<void> => {
    await seeAsVisitor({ pool })(visitor, conversationId);
    if (uploaderKind === "visitor") return;
    const { rowCount } = await pool.query(
      `select 1 from conversation_events
       where conversation_id = $1 and public_seq is not null and author_kind <> 'customer' and body @> $2::jsonb limit 1`,
      [conversationId, JSON.stringify({ files: [{ id }] })],
    );
    if (!rowCount) fail("conversation.not_found", { conversationId });
  };

/**
 * The conversation he is in: an open one before closed ones, where he may write again; of several the one with the
 * newest message. Null when he never wrote.
 */
export const newestOf =
  ({ pool }: Pick<Deps, "pool">) =>
  async (visitor: Pick<Visitor, "customerId" | "workspaceId">): Promise<VisitorConversation | null> => {
    const [found] = await visitorConversations(
      pool,
      `c.customer_id = $1 and c.workspace_id = $2
       order by (c.state <> 'closed') desc, coalesce(c.last_message_at, c.created_at) desc limit 1`,
      [visitor.customerId, visitor.workspaceId],
    );
    return found ? withoutOwner(found) : null;
  };

const withoutOwner = ({ customerId: _, ...conversation }: VisitorConversation & { customerId: string }) =>
  conversation;

/** A page of the log in the customer's view. */
export const visitorPage =
  (deps: Deps) =>
  async (visitor: Visitor, query: EventQuery): Promise<EventPage> => {
    const { lastSeq } = await seeAsVisitor(deps)(visitor, query.conversationId);
    return customerPage({ pool: deps.pool, epoch: await deps.epoch(), query }, lastSeq);
  };

/** Where on the site the customer is now, for the panel beside the conversation. */
export const visitPage =
  (deps: ConversationDeps) =>
  async (visitor: Visitor, conversationId: string, page: { url: string; title: string }): Promise<void> => {
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const { rowCount } = await tx.query(
          "update conversations set page_url = $3, page_title = $4, version = version + 1 where id = $1 and customer_id = $2",
          [conversationId, visitor.customerId, page.url, page.title],
        );
        if (!rowCount) fail("conversation.not_found", { conversationId });
        tx.note(`c:${conversationId}`);
      }),
    );
  };

/** The name he goes by in the log. */
export async function nameOf({ pool }: Pick<Deps, "pool">, visitor: Visitor): Promise<string> {
  const { rows } = await pool.query<{ name: string }>("select name from customers where id = $1", [
    visitor.customerId,
  ]);
  return rows[0]?.name ?? fail("conversation.none_open");
}
