import type { LegMediaState, LegStats } from "#server/media/media-engine.ts";
import { transact } from "#server/platform/news/index.ts";
import { join } from "#shared/domain/calls/index.ts";
import { system } from "../conversations/index.ts";
import { callRows } from "./call-rows.ts";
import { changeCall } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";

/** A leg's media stands otherwise. Whoever's media is there for the first time has joined. */
export async function legStateChanged(
  deps: CallDeps,
  callId: string,
  legId: string,
  state: LegMediaState,
): Promise<void> {
  await deps.pool.query(
    "update call_media set state = $3, since = now() where call_id = $1 and leg_id = $2 and state <> $3",
    [callId, legId, state],
  );
  if (state !== "connected") return;
  await changeCall(deps, { callId, by: system, change: ({ call }) => join(call, legId) });
}

/**
 * An engine answers: after a restart of ours it has the calls still, after one of its own it has none. What it has and is
 * over is ended there; what goes on and is not there is told to its clients, who bring their media anew.
 */
export async function reconcile(deps: CallDeps, there: readonly string[]): Promise<void> {
  const live = await callRows(deps.pool, "k.ended_at is null", []);
  const isLive = new Set(live.map(({ call }) => call.id));
  for (const callId of there) if (!isLive.has(callId)) await deps.media.endCall(callId);
  for (const row of live) {
    if (there.includes(row.call.id)) await deps.media.apply(row);
    else await loseMedia(deps, row.call.id);
  }
}

/** Of several servers that hear of the same loss, the first tells it. */
async function loseMedia(deps: CallDeps, callId: string): Promise<void> {
  await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      const { rowCount } = await tx.query(
        `update call_media set state = 'lost', since = now() where call_id = $1 and state in ('connecting', 'connected')`,
        [callId],
      );
      if (rowCount === 0) return;
      await tx.query("update calls set media_epoch = media_epoch + 1 where id = $1", [callId]);
      tx.note(`k:${callId}`, `v:${callId}`);
    }),
  );
}

/** Keeps how the sound of legs was that are about to go. */
export async function keepStats(
  deps: CallDeps,
  callId: string,
  stats: Readonly<Record<string, LegStats>>,
): Promise<void> {
  for (const [legId, leg] of Object.entries(stats)) {
    const { packetsReceived, packetsSent, lossPercent, jitterMs, roundTripMs, mos } = leg;
    const kept = { packetsReceived, packetsSent, lossPercent, jitterMs, roundTripMs, mos };
    await deps.pool.query("update call_media set stats = $3::jsonb where call_id = $1 and leg_id = $2", [
      callId,
      legId,
      JSON.stringify(kept),
    ]);
  }
}
