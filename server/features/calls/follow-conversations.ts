import { randomUUID } from "node:crypto";
import { type CallChange, end, giveTo } from "#shared/domain/calls/index.ts";
import { system } from "../conversations/index.ts";
import { changeCall } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";

interface Followed {
  readonly callId: string;
  readonly state: string;
  readonly assigneeId: string | null;
}

/**
 * Brings calls in line with their conversations, whichever way these have gone: closed, they end; with somebody else, or
 * waiting, so are they. It hangs on the news of conversations, which is told at least once whoever dies meanwhile.
 */
export async function followConversations(deps: CallDeps, conversationIds: readonly string[]): Promise<void> {
  const { rows } = await deps.pool.query<Followed>({
    name: "calls-to-follow",
    text: `select k.id as "callId", c.state, c.assignee_id as "assigneeId" from calls k join conversations c on c.id = k.conversation_id
           where k.conversation_id = any($1::uuid[]) and k.ended_at is null`,
    values: [conversationIds],
  });
  for (const { callId } of rows) await follow(deps, callId);
}

async function follow(deps: CallDeps, callId: string): Promise<void> {
  // Read anew behind the lock of the call would be later than the news; the news of what came after tells it again.
  const { rows } = await deps.pool.query<Followed>(
    `select c.state, c.assignee_id as "assigneeId" from calls k join conversations c on c.id = k.conversation_id where k.id = $1`,
    [callId],
  );
  const [conversation] = rows;
  if (!conversation) return;
  const { state, assigneeId } = conversation;
  await changeCall(deps, {
    callId,
    by: system,
    change: ({ call, medium }): CallChange => {
      if (state === "closed") return end(call, "hung_up");
      const to = state === "assigned" ? assigneeId : null;
      return giveTo(call, to ? { userId: to, legId: randomUUID(), video: medium === "video" } : null);
    },
  });
}
