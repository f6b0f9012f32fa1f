import { type ChatState, isSeen } from "./chat-state.ts";

/** Tells the staff how far the visitor has received and, when he looks, read. Each only once. */
export function createReadMarks() {
  let last = "";
  let upTo = 0;
  return {
    upTo: () => upTo,
    reset(): void {
      last = "";
      upTo = 0;
    },
    mark(state: ChatState, request: (input: { seq: number; delivered: boolean }) => Promise<unknown>): void {
      const { log, conversation, connection } = state;
      if (!log?.loaded || !conversation || connection?.phase !== "live" || log.lastSeq === 0) return;
      const seen = isSeen(state);
      const mark = `${log.lastSeq}:${seen}`;
      if (mark === last || (seen && log.lastSeq <= conversation.read)) return;
      last = mark;
      if (seen) upTo = log.lastSeq;
      request({ seq: log.lastSeq, delivered: !seen }).catch(() => {
        // Said again with the next change.
        last = "";
      });
    },
  };
}
