import type { WaitingConversation } from "./types.ts";

/**
 * A step of priority is worth so many seconds of waiting. So the more urgent goes first, and yet nobody waits for ever:
 * whoever has waited 29 steps (58 minutes) longer is overtaken by no priority any more.
 */
export const secondsPerPriority = 120;

/** By what waiting conversations are ordered, the highest first: seconds waited, and what the priority is worth. */
const urgencyOf = ({ priority, waitedSeconds }: Pick<WaitingConversation, "priority" | "waitedSeconds">) =>
  priority * secondsPerPriority + waitedSeconds;

/** The more urgent first; of equals the one that has waited longer, then a fixed order. */
export const compareWaiting = (
  left: Pick<WaitingConversation, "conversationId" | "priority" | "waitedSeconds">,
  right: Pick<WaitingConversation, "conversationId" | "priority" | "waitedSeconds">,
): number =>
  urgencyOf(right) - urgencyOf(left) ||
  right.waitedSeconds - left.waitedSeconds ||
  (left.conversationId < right.conversationId ? -1 : 1);
