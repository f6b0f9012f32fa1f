import type { Visitor } from "#server/platform/http/request-context.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { Medium } from "#shared/domain/media.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { ConversationDeps } from "./deps.ts";
import { appendEntry, system } from "./event-log.ts";
import { runHooks } from "./hooks.ts";
import { previewOf } from "./send-message.ts";

export interface StartInput {
  readonly clientId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** Null: he calls, and says nothing in writing. */
  readonly text: string | null;
  /** Chat, if nothing else is said. */
  readonly medium?: Medium | undefined;
  /** By which way he comes; the page of a site, if nothing else is said. */
  readonly channel?: "web" | "phone" | undefined;
  readonly page?: { readonly url: string; readonly title: string } | undefined;
  readonly language?: Language | undefined;
  /** The queue that the page asks for, by name or id. */
  readonly queue?: string | undefined;
}

/** A visitor becomes a customer when he first writes. What a site has vouched for is not overwritten by a form. */
async function saveCustomer(tx: Work, visitor: Visitor, input: StartInput): Promise<string> {
  const name = input.name?.trim() || null;
  const { rows } = await tx.query<{ name: string }>(
    `insert into customers as cu (id, workspace_id, name, email, language)
     values ($1::uuid, $2, coalesce($3, 'Visitor ' || upper(substr($1::uuid::text, 1, 4))), nullif($4, ''), $5)
     on conflict (id) do update set
       name = case when cu.verified or $3::text is null then cu.name else $3 end,
       email = case when cu.verified then cu.email else coalesce(nullif($4, ''), cu.email) end,
       language = coalesce($5, cu.language), version = cu.version + 1
     where cu.workspace_id = excluded.workspace_id
     returning name`,
    [visitor.customerId, visitor.workspaceId, name, input.email ?? null, input.language ?? null],
  );
  return rows[0]?.name ?? fail("visitor.token_invalid", { customerId: visitor.customerId });
}

/** The queue that the page asks for, else the workspace's first one. */
async function queueFor(
  tx: Work,
  workspaceId: string,
  asked: string | undefined,
): Promise<{ queue: { id: string; name: string }; priority: number }> {
  const { rows } = await tx.query<{ id: string; name: string; rules: Partial<QueueRules> }>(
    `select id, name, rules from queues where workspace_id = $1 and archived_at is null
     order by (id::text = lower($2::text)) desc, (lower(name) = lower($2::text)) desc, position, name limit 1`,
    [workspaceId, asked?.trim() ?? ""],
  );
  const { rules, ...queue } = rows[0] ?? fail("queue.not_found", { workspaceId });
  return { queue, priority: queueRulesOf(rules).priority };
}

/**
 * Starts a conversation with its first message, or with a call. The same client id again finds the first start. `then`:
 * what another feature writes with it, in the same transaction.
 */
export const startConversation =
  (deps: ConversationDeps) =>
  async (
    visitor: Visitor,
    input: StartInput,
    then?: (tx: Work, conversationId: string) => Promise<void>,
  ): Promise<string> => {
    const id = await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const name = await saveCustomer(tx, visitor, input);
        const again = await tx.query<{ id: string }>(
          "select id from conversations where customer_id = $1 and start_id = $2",
          [visitor.customerId, input.clientId],
        );
        if (again.rows[0]) return again.rows[0].id;
        const { queue, priority } = await queueFor(tx, visitor.workspaceId, input.queue);
        const { rows } = await tx.query<{ id: string }>(
          `insert into conversations (workspace_id, customer_id, queue_id, start_id, waiting_since, page_url, page_title, language, priority, medium, channel)
           values ($1, $2, $3, $4, now(), $5, $6, $7, $8, $9, $10) returning id`,
          [
            visitor.workspaceId,
            visitor.customerId,
            queue.id,
            input.clientId,
            input.page?.url ?? null,
            input.page?.title ?? null,
            input.language ?? null,
            priority,
            input.medium ?? "chat",
            input.channel ?? "web",
          ],
        );
        const conversationId = rows[0]?.id ?? fail("internal");
        const opened = { kind: "opened" as const, queue: queue as never };
        await appendEntry(tx, { conversationId, author: system, visibility: "public", body: opened });
        if (input.text !== null)
          await appendEntry(tx, {
            conversationId,
            clientId: input.clientId,
            author: { kind: "customer", id: visitor.customerId, name },
            visibility: "public",
            body: { kind: "message", text: input.text, files: [] },
            preview: previewOf(input.text, []),
          });
        await then?.(tx, conversationId);
        await runHooks(deps.hooks, "begins", tx, {
          conversationId,
          workspaceId: visitor.workspaceId,
          customerId: visitor.customerId,
          queueId: queue.id,
          channel: input.channel ?? "web",
          medium: input.medium ?? "chat",
          language: input.language ?? null,
          reopened: false,
        });
        tx.note(`c:${conversationId}`);
        return conversationId;
      }),
    );
    deps.wakeRouter();
    return id;
  };
