import type { Leg } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type CallRow, findCall } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";

/** What a window asks for. */
export interface ConnectInput {
  readonly callId: string;
  readonly device: string;
  readonly offer: string;
  readonly restart: boolean;
  readonly takeOver?: boolean;
}

/**
 * Gives a leg's media to one window: the one that has it, or, when none has or the person takes over, this one. The lease
 * is written before the engine is asked, so that of two windows one is told that the other has it.
 */
export async function connectMedia(
  deps: CallDeps,
  input: ConnectInput,
  legOf: (row: CallRow) => Leg | undefined,
): Promise<{ legId: string; answer: string }> {
  const { callId, device, offer, restart, takeOver = false } = input;
  const row = await findCall(deps.pool, callId);
  const leg = legOf(row) ?? fail(row.call.cause === null ? "call.not_found" : "call.over", { callId });
  const { rowCount } = await deps.pool.query(
    `update call_media set device = $3, state = case when $4 then state else 'connecting' end, since = now()
     where call_id = $1 and leg_id = $2 and (device is null or device = $3 or $5 or state in ('none', 'closed'))`,
    [callId, leg.id, device, restart, takeOver],
  );
  if (rowCount === 0) fail("call.elsewhere", { callId });
  return { legId: leg.id, answer: await deps.media.connect(row, leg.id, { offer, restart }) };
}
