import { randomUUID } from "node:crypto";
import { type CallChange, end, giveTo, isLeftToPhones } from "#shared/domain/calls/index.ts";
import { system } from "../conversations/index.ts";
import type { LockedCall } from "./call-rows.ts";
import { changeByItself } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";

/** The call as it should be for its conversation as it is. */
function inLine({ call, medium, kept }: LockedCall): CallChange {
  if (!kept) return { ok: true, call };
  // Handed to a telephone outside, the customer talks on without us.
  if (isLeftToPhones(call)) return { ok: true, call };
  if (kept.state === "closed") return end(call, "hung_up");
  const userId = kept.state === "assigned" ? kept.assigneeId : null;
  return giveTo(call, userId ? { userId, legId: randomUUID(), video: medium === "video" } : null);
}

/**
 * Brings calls in line with their conversations, whichever way these have gone: closed, they end; with somebody else, or
 * waiting, so are they. It hangs on the news of conversations, which is told at least once whoever dies meanwhile, and
 * looks at them behind the lock: news that comes late says nothing of how they stand now.
 */
export async function followConversations(deps: CallDeps, conversationIds: readonly string[]): Promise<void> {
  const { rows } = await deps.pool.query<{ callId: string }>({
    name: "calls-to-follow",
    text: `select k.id as "callId" from calls k where k.conversation_id = any($1::uuid[]) and k.ended_at is null`,
    values: [conversationIds],
  });
  for (const { callId } of rows) await changeByItself(deps, { callId, by: system, change: inLine });
}
