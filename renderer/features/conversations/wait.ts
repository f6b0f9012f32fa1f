import type { Conversation } from "#shared/contract/conversations.ts";

/** Nobody has written for so long: the agent may end it, or the customer has gone. */
const idleAfterMs = 5 * 60_000;

/**
 * Since when this conversation waits for us: for an agent, or for the answer to the customer's last message; against
 * the target of its queue. Undefined when it is the customer's turn, or it is put aside.
 */
export function waitsSince(one: Conversation): { since: number; target: number } | undefined {
  const target = Math.max(1, one.targetSeconds) * 1_000;
  if (one.state === "waiting") return { since: Date.parse(one.waitingSince ?? one.createdAt), target };
  if (one.state !== "assigned" || one.parked || one.lastMessage?.authorKind !== "customer") return undefined;
  return { since: Date.parse(one.lastMessage.at), target };
}

/** Since when nobody has written in an agent's conversation, once that is long; undefined: it is alive. */
export function idleSince(one: Conversation, now: number): number | undefined {
  if (one.state !== "assigned" || one.parked || waitsSince(one)) return undefined;
  const since = Date.parse(one.lastMessage?.at ?? one.assignedAt ?? one.createdAt);
  return now - since >= idleAfterMs ? since : undefined;
}

/** Parked, and its moment has come: there was no free seat yet. */
export const isDue = (one: Conversation, now: number): boolean =>
  one.parked !== null && Date.parse(one.parked.until) <= now;
