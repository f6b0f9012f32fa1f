import { type Call, staffView } from "#shared/domain/calls/index.ts";
import type { CallRow } from "./call-rows.ts";

/** In whose eyes of the staff a change of a call is one, and, by person, how many were none so far. */
export function whoSees(before: CallRow, after: Call): { seers: string[]; unseen: Record<string, number> } {
  const seers: string[] = [];
  const unseen: Record<string, number> = { ...before.unseen };
  const viewOf = (call: Call, userId: string) => JSON.stringify(staffView(call, userId, before.seenFrom));
  for (const userId of new Set(after.legs.flatMap((leg) => leg.userId ?? [])))
    if (viewOf(before.call, userId) !== viewOf(after, userId)) seers.push(userId);
    else unseen[userId] = (unseen[userId] ?? 0) + after.version - before.call.version;
  return { seers, unseen };
}
