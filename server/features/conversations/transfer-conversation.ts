import { transact, type Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { offerMs } from "#shared/domain/routing.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { ConversationDeps } from "./deps.ts";
import { appendEntry, appendNote } from "./event-log.ts";
import { lockForCommand } from "./locked-conversation.ts";
import { conversationNow, withdrawOffers } from "./take-conversation.ts";

export interface TransferInput {
  readonly conversationId: string;
  readonly assignmentToken: number;
  readonly to:
    | { readonly kind: "agent"; readonly userId: string }
    | { readonly kind: "queue"; readonly queueId: string };
  readonly note: string;
}

interface Target {
  readonly agent: { id: never; name: string } | null;
  readonly queue: { id: never; name: string } | null;
}

/** The colleague must be of this workspace, receive conversations at all, be there, and not have chosen to be left alone. */
async function agentTarget(tx: Work, actor: Actor, userId: string): Promise<Target> {
  if (userId === actor.id) fail("agent.not_available", { userId }, [{ field: "to", problem: "is yourself" }]);
  const { rows } = await tx.query<{ name: string; receives: boolean; reachable: boolean }>(
    `select u.name, ${hasPermissionSql("conversation.receive", "u")} as receives, coalesce(s.status in ('online', 'ready'), false) and exists (
        select 1 from presence_leases l where l.user_id = u.id and l.until > now()) as reachable
     from users u left join agent_status s on s.user_id = u.id
     where u.id = $1 and u.workspace_id = $2 and u.blocked_at is null`,
    [userId, actor.workspaceId],
  );
  const agent = rows[0] ?? fail("agent.not_found", { userId });
  if (!agent.reachable || !agent.receives) fail("agent.not_available", { userId });
  return { agent: { id: userId as never, name: agent.name }, queue: null };
}

async function queueTarget(tx: Work, actor: Actor, queueId: string): Promise<Target> {
  const { rows } = await tx.query<{ name: string }>(
    "select name from queues where id = $1 and workspace_id = $2 and archived_at is null",
    [queueId, actor.workspaceId],
  );
  const queue = rows[0] ?? fail("queue.not_found", { queueId });
  return { agent: null, queue: { id: queueId as never, name: queue.name } };
}

/** Puts the conversation before the colleague alone; if he lets it lapse, the queue has it again. */
async function offerTo(
  tx: Work,
  actor: Actor,
  conversationId: string,
  userId: string,
  note: string,
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into offers (workspace_id, conversation_id, user_id, reason, note, expires_at, from_user_id)
     values ($1, $2, $3, 'transfer', $4, now() + make_interval(secs => $5), $6) returning id`,
    [actor.workspaceId, conversationId, userId, note.trim() || null, offerMs / 1_000, actor.id],
  );
  tx.note(`o:${rows[0]?.id}`);
}

/** Hands a conversation to a colleague or back to a queue. The note is for colleagues, never for the customer. */
export const transferConversation =
  (deps: ConversationDeps) =>
  async (actor: Actor, input: TransferInput): Promise<Conversation> => {
    const { conversationId, to, note } = input;
    const author = { kind: "agent" as const, id: actor.id, name: actor.name };
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const head = await lockForCommand(tx, actor, "conversation.transfer", input);
        const { agent, queue } =
          to.kind === "agent"
            ? await agentTarget(tx, actor, to.userId)
            : await queueTarget(tx, actor, to.queueId);
        await appendNote(tx, conversationId, author, note);
        const from = head.assigneeId === actor.id ? { id: actor.id as never, name: actor.name } : null;
        const body = { kind: "transferred" as const, from, toAgent: agent, toQueue: queue };
        await appendEntry(tx, { conversationId, author, visibility: "public", body });
        await withdrawOffers(tx, conversationId);
        await tx.query(
          `update conversations set state = 'waiting', assignee_id = null, assigned_at = null, waiting_since = now(),
             queue_id = coalesce($2, queue_id), version = version + 1, assignment_token = assignment_token + 1
           where id = $1`,
          [conversationId, queue?.id ?? null],
        );
        if (agent) await offerTo(tx, actor, conversationId, agent.id, note);
        tx.note(
          `c:${conversationId}`,
          ...(head.assigneeId ? [`f:${conversationId}:${head.assigneeId}`] : []),
        );
      }),
    );
    deps.wakeRouter();
    return conversationNow(deps, conversationId);
  };
