import type { Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { assignWaiting, takeSeat } from "./assign-conversation.ts";
import { appendEntry, system } from "./event-log.ts";
import type { ConversationHooks } from "./hooks.ts";

/** Whom somebody of the staff calls, and for which queue it counts. */
export interface CallingOut {
  readonly clientId: string;
  readonly customerId: string;
  readonly queue: { readonly id: string; readonly name: string };
}

/**
 * An agent calls a customer: the conversation is his from its beginning and takes a seat of his. Null when this command
 * began one already. The caller of this has seen to it that the customer is there.
 */
export async function startAsCaller(
  tx: Work,
  hooks: readonly ConversationHooks[],
  { id: userId, workspaceId }: Pick<Actor, "id" | "workspaceId">,
  { clientId, customerId, queue }: CallingOut,
): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into conversations (workspace_id, customer_id, queue_id, start_id, waiting_since, medium, channel)
     values ($1, $2, $3, $4, now(), 'voice', 'phone') on conflict (customer_id, start_id) do nothing returning id`,
    [workspaceId, customerId, queue.id, clientId],
  );
  const [begun] = rows;
  if (!begun) return null;
  const seat = await takeSeat(tx, userId, begun.id);
  await appendEntry(tx, {
    conversationId: begun.id,
    author: system,
    visibility: "public",
    body: { kind: "opened", queue: queue as never },
  });
  const agent = { id: userId, name: seat.name };
  if (!(await assignWaiting(tx, hooks, begun.id, agent)))
    return fail("internal", { conversationId: begun.id });
  return begun.id;
}
