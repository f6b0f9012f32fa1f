import type { Work } from "#server/platform/news/index.ts";
import { appendNoted, system } from "./event-log.ts";
import { giveBack } from "./give-back.ts";

/** Why a conversation leaves its agent by itself. */
export interface Return {
  /** `reminder`, `customer`: it was parked, and he is not there or has no free seat. */
  readonly why: "agent_gone" | "reminder" | "customer";
  readonly minutes?: number;
}

/**
 * Puts a conversation of an agent who cannot go on with it back into its queue, with a note for whoever has it next.
 * False when nobody has it any more. The caller has locked its row.
 */
export async function returnToQueue(
  tx: Work,
  conversationId: string,
  { why, minutes = 0 }: Return,
): Promise<boolean> {
  const given = await giveBack(tx, conversationId, system);
  if (!given) return false;
  const { from, queueName, note } = given;
  await appendNoted(tx, conversationId, "returned", {
    who: from,
    detail: { why, queue: queueName, minutes, note },
  });
  return true;
}
