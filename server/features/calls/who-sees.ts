import { type Call, staffView } from "#shared/domain/calls/index.ts";
import type { CallRow } from "./call-rows.ts";

/** In whose eyes of the staff a change of a call is one, and, by person, how many were none so far. */
export function whoSees(
  before: CallRow,
  after: Call,
  recording: CallRow["recording"],
): { seers: string[]; unseen: Record<string, number> } {
  const seers: string[] = [];
  const unseen: Record<string, number> = { ...before.unseen };
  const viewOf = (call: Call, of: CallRow["recording"], userId: string) => {
    const view = staffView(call, userId, before.seenFrom);
    return JSON.stringify([view, view.cause === null ? of?.state : null]);
  };
  for (const userId of new Set(after.legs.flatMap((leg) => leg.userId ?? [])))
    if (viewOf(before.call, before.recording, userId) !== viewOf(after, recording, userId))
      seers.push(userId);
    else unseen[userId] = (unseen[userId] ?? 0) + after.version - before.call.version;
  return { seers, unseen };
}
