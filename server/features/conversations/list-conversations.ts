import type { Conversation } from "#shared/contract/conversations.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, canSeeConversation } from "#shared/permissions/can.ts";
import { type ConversationRecord, conversationRecords, findConversation } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";
import { assistReach, conversationReach, missedReach } from "./reach.ts";

type View = "mine" | "unassigned" | "closed" | "assistant";

function viewSql(actor: Actor, view: View, values: unknown[]): string {
  switch (view) {
    case "mine":
      values.push(actor.workspaceId, actor.id);
      // What has ended stays with him until its after-contact work is done.
      return `c.workspace_id = $1 and c.assignee_id = $2 and (c.state = 'assigned' or exists
        (select 1 from wrap_ups w where w.conversation_id = c.id and w.user_id = $2 and w.ended_at is null))
        order by c.assigned_at`;
    case "unassigned":
      return `c.state = 'waiting' and ${conversationReach(actor, "conversation.unassigned.view", values)} order by c.waiting_since`;
    case "assistant":
      return `c.state = 'assistant' and ${conversationReach(actor, "conversation.view", values)} order by coalesce(c.last_message_at, c.created_at) desc`;
    case "closed":
      return `c.state = 'closed' and ${conversationReach(actor, "conversation.view", values)} order by c.closed_at desc`;
    default:
      return view satisfies never;
  }
}

/** A view's conversations, each of which the actor may see. */
export const listConversations =
  ({ pool }: Pick<ConversationDeps, "pool">) =>
  async (actor: Actor, view: View, limit = 100): Promise<Conversation[]> => {
    const values: unknown[] = [];
    const where = `${viewSql(actor, view, values)} limit ${Math.trunc(limit)}`;
    const records = await conversationRecords(pool, where, values);
    return records.map(({ conversation }) => conversation);
  };

/** A customer's other conversations may be read by whoever serves him now. */
const servesCustomer = async (
  { pool }: Pick<ConversationDeps, "pool">,
  actor: Actor,
  record: ConversationRecord,
) => {
  if (!actor.grants["customer.view"]) return false;
  const { rowCount } = await pool.query(
    "select 1 from conversations c where c.customer_id = $1 and c.workspace_id = $2 and c.assignee_id = $3 and c.state = 'assigned' limit 1",
    [record.customerId, actor.workspaceId, actor.id],
  );
  return (rowCount ?? 0) > 0;
};

/** Seeing by right, because one serves the customer now, it rings at one's desk, or one may see to who was missed. */
export const maySee =
  (deps: Pick<ConversationDeps, "pool">) =>
  async (actor: Actor, record: ConversationRecord): Promise<boolean> =>
    record.workspaceId === actor.workspaceId &&
    (canSeeConversation(actor, record) ||
      (await servesCustomer(deps, actor, record)) ||
      (await isOffered(deps, actor, record.conversation.id)) ||
      (await isAskedToHelp(deps, actor, record.conversation.id)) ||
      (await isMissed(deps, actor, record)));

/** The record, for those who may see it; `conversation.not_found` for everybody else, as if it were not there. */
export const seeConversation =
  (deps: Pick<ConversationDeps, "pool">) =>
  async (actor: Actor, conversationId: string): Promise<ConversationRecord> => {
    const record = await findConversation(deps.pool, conversationId);
    return record && (await maySee(deps)(actor, record))
      ? record
      : fail("conversation.not_found", { conversationId });
  };

/** In a conversation of somebody whom he looks after help is asked for: he may look, and write notes. */
export async function isAskedToHelp(
  { pool }: Pick<ConversationDeps, "pool">,
  actor: Actor,
  conversationId: string,
): Promise<boolean> {
  if (!actor.grants["conversation.assist"]) return false;
  const values: unknown[] = [conversationId];
  const { rowCount } = await pool.query(
    `select 1 from help_requests h join conversations c on c.id = h.conversation_id
     where h.conversation_id = $1 and h.state <> 'closed' and ${assistReach(actor, values)}`,
    values,
  );
  return (rowCount ?? 0) > 0;
}

/**
 * Whom nobody answered is read by those who may see to him, until he was reached; not any more when somebody else has
 * the conversation.
 */
async function isMissed(
  { pool }: Pick<ConversationDeps, "pool">,
  actor: Actor,
  { state, conversation }: ConversationRecord,
): Promise<boolean> {
  if (state !== "closed") return false;
  const values: unknown[] = [conversation.id];
  const { rowCount } = await pool.query(
    `select 1 from missed_items m
     where m.conversation_id = $1 and m.state <> 'done' and ${missedReach(actor, values)} limit 1`,
    values,
  );
  return (rowCount ?? 0) > 0;
}

/** What rings at somebody's desk he may look at before he answers. */
async function isOffered(
  { pool }: Pick<ConversationDeps, "pool">,
  actor: Actor,
  conversationId: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    "select 1 from offers where conversation_id = $1 and user_id = $2 and state = 'open' and expires_at > now()",
    [conversationId, actor.id],
  );
  return (rowCount ?? 0) > 0;
}
