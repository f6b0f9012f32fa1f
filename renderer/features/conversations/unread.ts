import type { Conversation } from "#shared/contract/conversations.ts";
import type { LogView } from "#shared/sync/index.ts";

/** How many messages of the customer nobody has read: counted in the log, guessed only while it is not loaded. */
export function unreadIn(conversation: Conversation, log: LogView): number {
  const { agentRead } = conversation.cursors;
  const last = conversation.lastMessage;
  if (last?.authorKind !== "customer" || last.seq <= agentRead) return 0;
  if (!log.loaded || log.firstSeq > agentRead + 1) return Math.max(1, conversation.lastSeq - agentRead);
  let count = 0;
  for (let i = log.events.length - 1; i >= 0; i--) {
    const event = log.events[i];
    if (!event || event.seq <= agentRead) break;
    if (event.author.kind === "customer" && event.body.kind === "message") count++;
  }
  return Math.max(1, count);
}
