import { transact, type Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import type { CallChange, CallRefusal } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { type CallRow, lockCall } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";
import { saveCall } from "./save-call.ts";

/** Why a rule refused, in the catalogue's words. */
export function refuse(because: CallRefusal): never {
  if (because === "call_over") return fail("call.over");
  if (because === "already_there") return fail("call.busy");
  return fail("call.wrong_state", { because });
}

export const authorOf = ({ id, name }: Pick<Actor, "id" | "name">): Author => ({ kind: "agent", id, name });

interface Change {
  readonly callId: string;
  readonly by: Author;
  /** The rule, on the call as it is now; it may throw what the caller is told. */
  readonly change: (row: CallRow) => CallChange;
  /** What is written with it, last in its transaction. */
  readonly also?: (tx: Work, row: CallRow) => Promise<void>;
}

/**
 * Changes a call, whoever asks: locked, written with everything that follows, and in force at the media engine before this
 * resolves. `call.media_failed` when the engine does not say so: the change is made all the same, and put in force as soon
 * as the engine answers.
 */
export async function changeCall(deps: CallDeps, { callId, by, change, also }: Change): Promise<CallRow> {
  const committed = await transact(deps.pool, async (tx) => {
    const row = await lockCall(tx, callId);
    const result = change(row);
    if (!result.ok) return refuse(result.because);
    const saved = await saveCall(tx, deps, row, result.call, by);
    if (saved !== row) await also?.(tx, saved);
    return { saved, isNew: saved !== row };
  });
  const { saved, isNew } = committed.result;
  // The sound first: whoever must not hear any more must not wait for the screens.
  const applied = isNew ? deps.media.apply(saved) : Promise.resolve();
  await Promise.all([deps.news.publish(committed), applied]);
  if (isNew && saved.call.cause === null) deps.wakeRouter();
  return saved;
}
