import { setTimeout } from "node:timers/promises";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import type { CallChange, CallRefusal, RecordingEvent } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { type CallRow, type LockedCall, lockCall } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";
import { saveCall } from "./save-call.ts";

/** Why a rule refused, in the catalogue's words. */
function refuse(because: CallRefusal): never {
  if (because === "call_over") return fail("call.over");
  if (because === "already_there") return fail("call.busy");
  return fail("call.wrong_state", { because });
}

export const authorOf = ({ id, name }: Pick<Actor, "id" | "name">): Author => ({ kind: "agent", id, name });

interface Change {
  readonly callId: string;
  readonly by: Author;
  /** The rule, on the call as it is now; it may throw what the caller is told. */
  readonly change: (row: LockedCall) => CallChange;
  /** Asked behind the lock; false: there is nothing to change any more. */
  readonly stillSo?: (tx: Work) => Promise<boolean>;
  /** What is written with it, last in its transaction. */
  readonly also?: (tx: Work, row: CallRow) => Promise<void>;
  /** What becomes of its recording: the call is another one then. */
  readonly record?: RecordingEvent;
  /** Whose seat is taken with it: locked first, as everybody does who takes one. */
  readonly seat?: string;
}

/** The screens wait for the sound so long at most, ms: what they say should be so already. */
const soundFirstMs = 1_000;

async function commit(deps: CallDeps, { callId, by, change, stillSo, also, seat, record }: Change) {
  return transact(deps.pool, async (tx) => {
    if (seat) await tx.query("select 1 from users where id = $1 for no key update", [seat]);
    const row = await lockCall(tx, callId);
    if (stillSo && !(await stillSo(tx))) return { saved: row as CallRow, isNew: false };
    const result = change(row);
    if (!result.ok) return refuse(result.because);
    const saved = await saveCall(tx, deps, row, result.call, by, record);
    if (saved !== row) await also?.(tx, saved);
    return { saved, isNew: saved !== row };
  });
}

/**
 * Changes a call for somebody who waits for it: locked, written with everything that follows, and in force at the media
 * engine before this resolves, also when it was so already: a command that is repeated is repeated because its first
 * answer did not come. `call.media_failed` when the engine does not say so: the change is made all the same, and the
 * sweep puts it in force as soon as the engine answers.
 */
export async function changeCall(deps: CallDeps, given: Change): Promise<CallRow> {
  const committed = await commit(deps, given);
  const { saved } = committed.result;
  const applied = deps.media.apply(saved);
  await Promise.race([applied.catch(() => {}), setTimeout(soundFirstMs, undefined, { ref: false })]);
  await deps.news.publish(committed);
  await applied;
  return saved;
}

/** The same for what nobody waits for: an engine that does not answer holds up neither the news nor the sweep. */
export async function changeByItself(deps: CallDeps, given: Change): Promise<void> {
  const committed = await commit(deps, given);
  const { saved, isNew } = committed.result;
  // What fails is kept by the media service, and tried again by the sweep.
  if (isNew) void deps.media.apply(saved).catch(() => {});
  await deps.news.publish(committed);
}
