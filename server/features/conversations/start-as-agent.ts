import { transact, type Work } from "#server/platform/news/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { assignWaiting, takeSeat } from "./assign-conversation.ts";
import type { ConversationDeps } from "./deps.ts";
import { appendEntry, system } from "./event-log.ts";
import { previewOf } from "./send-message.ts";
import { conversationNow } from "./take-conversation.ts";

export interface FirstWord {
  readonly clientId: string;
  readonly customerId: string;
  readonly text: string;
  readonly language: string | null;
  readonly page: { readonly url: string; readonly title: string } | null;
}

/** Held to the end, so that of two who write to him at the same moment one is told that he is in a conversation. */
async function holdCustomer(
  tx: Work,
  { workspaceId }: Actor,
  { customerId, language }: FirstWord,
): Promise<void> {
  await tx.query(
    `insert into customers (id, workspace_id, name, language)
     values ($1::uuid, $2, 'Visitor ' || upper(substr($1::uuid::text, 1, 4)), $3) on conflict (id) do nothing`,
    [customerId, workspaceId, language],
  );
  const { rowCount } = await tx.query(
    "select 1 from customers where id = $1 and workspace_id = $2 for no key update",
    [customerId, workspaceId],
  );
  if (rowCount === 0) fail("customer.not_found", { customerId });
}

/** The first queue that the agent answers, else the workspace's first. */
async function queueFor(tx: Work, actor: Actor): Promise<{ id: string; name: string }> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    `select q.id, q.name from queues q
     left join queue_members m on m.queue_id = q.id and m.user_id = $2
     where q.workspace_id = $1 and q.archived_at is null
     order by (m.user_id is null), q.position, q.name limit 1`,
    [actor.workspaceId, actor.id],
  );
  return rows[0] ?? fail("queue.not_found", { workspaceId: actor.workspaceId });
}

async function begin(tx: Work, deps: ConversationDeps, actor: Actor, word: FirstWord): Promise<string> {
  const { clientId, customerId, text, language, page } = word;
  await holdCustomer(tx, actor, word);
  const { rows: open } = await tx.query<{ id: string; startId: string; assigneeId: string | null }>(
    `select id, start_id as "startId", assignee_id as "assigneeId" from conversations
     where customer_id = $1 and (start_id = $2 or state <> 'closed')`,
    [customerId, clientId],
  );
  const again = open.find(({ startId }) => startId === clientId);
  if (again) return again.id;
  if (open.length > 0) fail("customer.in_conversation", { customerId });
  const queue = await queueFor(tx, actor);
  const { rows } = await tx.query<{ id: string }>(
    `insert into conversations (workspace_id, customer_id, queue_id, start_id, waiting_since, page_url, page_title, language)
     values ($1, $2, $3, $4, now(), $5, $6, $7) returning id`,
    [actor.workspaceId, customerId, queue.id, clientId, page?.url ?? null, page?.title ?? null, language],
  );
  const conversationId = rows[0]?.id ?? fail("internal");
  const seat = await takeSeat(tx, actor.id, conversationId);
  await appendEntry(tx, {
    conversationId,
    author: system,
    visibility: "public",
    body: { kind: "opened", queue: queue as never },
  });
  const agent = { id: actor.id, name: seat.name };
  if (!(await assignWaiting(tx, deps.hooks, conversationId, agent))) fail("internal", { conversationId });
  await appendEntry(tx, {
    conversationId,
    clientId,
    author: { kind: "agent", ...agent },
    visibility: "public",
    body: { kind: "message", text, files: [] },
    preview: previewOf(text, []),
  });
  return conversationId;
}

/**
 * An agent writes first: the conversation is his from its beginning and takes a seat of his. No assistant comes before
 * him, so nothing of what happens at other beginnings happens here.
 */
export const startAsAgent =
  (deps: ConversationDeps) =>
  async (actor: Actor, word: FirstWord): Promise<Conversation> => {
    const id = await deps.news.publish(await transact(deps.pool, (tx) => begin(tx, deps, actor, word)));
    return conversationNow(deps, id);
  };
