import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { ConnectionState, LogView } from "#shared/sync/index.ts";

/**
 * The colleague who has written to the customer since the draft was begun, the last of several; undefined: nobody has.
 * `begunAfter` is the log's last number at the draft's first letter.
 */
export function answeredMeanwhile(
  events: readonly ConversationEvent[],
  begunAfter: number | undefined,
  myId: string,
): string | undefined {
  if (begunAfter === undefined) return undefined;
  const last = events.findLast(
    ({ seq, body, author }) =>
      seq > begunAfter &&
      body.kind === "message" &&
      (author.kind === "agent" || author.kind === "bot") &&
      author.id !== myId,
  );
  return last?.author.name;
}

/**
 * Whether what is to be seen may be behind what has been said: while the connection catches up, and while the list
 * knows of entries that the log does not have yet. Without a connection nothing is known to be missing: what is sent
 * is kept and goes out in its turn.
 */
export function isBehind(
  phase: ConnectionState["phase"],
  log: Pick<LogView, "loaded" | "lastSeq" | "failure">,
  headSeq: number,
): boolean {
  if (phase === "catching_up") return true;
  return phase === "live" && log.failure === null && (!log.loaded || log.lastSeq < headSeq);
}
