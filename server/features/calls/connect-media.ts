import type { Leg } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type CallRow, findCall } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";
import { renewNode } from "./media-nodes.ts";

/** What a window asks for. */
export interface ConnectInput {
  readonly callId: string;
  readonly device: string;
  readonly offer: string;
  readonly restart: boolean;
  readonly takeOver?: boolean;
}

/**
 * The lease of a leg's media, and how it stood before. Since when it is away is not forgotten by trying: who tries for ever
 * and never comes through is let go like everybody else.
 */
const leaseSql = `
  with was as (select state, device from call_media where call_id = $1 and leg_id = $2 for update)
  update call_media m set device = $3, state = case when $4 then m.state else 'connecting' end,
    since = case when m.state in ('none', 'connected') then now() else m.since end
  from was where m.call_id = $1 and m.leg_id = $2
    and (was.device is null or was.device = $3 or $5 or was.state in ('none', 'closed'))
  returning was.state`;

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
  // A call that is in another server's engine needs none here.
  if (row.mediaNode === null || row.mediaNode === deps.media.node) await deps.media.ready();
  if (row.mediaNode === null) await renewNode(deps);
  const { rows: placed } = await deps.pool.query<{ node: string }>(
    "update calls set media_node = coalesce(media_node, $2) where id = $1 returning media_node as node",
    [callId, deps.media.node],
  );
  const mediaNode = placed[0]?.node ?? null;
  const { rows } = await deps.pool.query<{ state: string }>(leaseSql, [
    callId,
    leg.id,
    device,
    restart,
    takeOver,
  ]);
  const [was] = rows;
  if (!was) return fail("call.elsewhere", { callId });
  const answer = await deps.media
    .connect({ ...row, mediaNode }, leg.id, { offer, restart })
    .catch(async (error: unknown) => {
      await deps.pool.query(
        "update call_media set state = $3 where call_id = $1 and leg_id = $2 and state = 'connecting'",
        [callId, leg.id, was.state],
      );
      throw error;
    });
  // Meanwhile he may have been let go, or the call may have changed: as it is now it is put in force.
  const now = await findCall(deps.pool, callId);
  await deps.media.apply(now);
  if (!legOf(now)) fail("call.over", { callId });
  return { legId: leg.id, answer };
}
