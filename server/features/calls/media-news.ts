import type { LegMediaState, LegStates, LegStats } from "#server/media/media-engine.ts";
import { eachApart } from "#server/platform/each-apart.ts";
import { transact } from "#server/platform/news/index.ts";
import { join, legOf } from "#shared/domain/calls/index.ts";
import { system } from "../conversations/index.ts";
import { callRows } from "./call-rows.ts";
import { changeByItself } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";

/** A leg's media stands otherwise. Whoever's media is there for the first time has joined. */
async function legStateChanged(
  deps: CallDeps,
  callId: string,
  legId: string,
  state: LegMediaState,
): Promise<void> {
  const { rows } = await deps.pool.query<{ leg_id: string }>(
    `update call_media m set state = $3, since = now() from calls k
     where m.call_id = $1 and m.leg_id = $2 and m.state <> $3 and k.id = m.call_id and k.ended_at is null returning m.leg_id`,
    [callId, legId, state],
  );
  if (state !== "connected" || rows.length === 0) return;
  await changeByItself(deps, {
    callId,
    by: system,
    change: ({ call }) => {
      // A telephone is there when it is answered, however early its network is heard.
      if (legOf(call, legId)?.phone !== null) return { ok: true, call };
      const joined = join(call, legId);
      // He was let go a moment before.
      return joined.ok ? joined : { ok: true, call };
    },
  });
}

/** What is told of the legs of a call is written in the order in which it was told. */
export function createReports(deps: CallDeps) {
  const turns = new Map<string, Promise<void>>();
  return {
    told(callId: string, legId: string, state: LegMediaState): void {
      const turn = (turns.get(callId) ?? Promise.resolve())
        .then(() => legStateChanged(deps, callId, legId, state))
        .catch((error: unknown) =>
          deps.log.warn(
            { err: error, callId },
            "the state of a leg could not be noted; it is compared again",
          ),
        )
        .finally(() => {
          if (turns.get(callId) === turn) turns.delete(callId);
        });
      turns.set(callId, turn);
    },
    async settled(): Promise<void> {
      await Promise.all(turns.values());
    },
  };
}

interface Live {
  readonly callId: string;
  readonly legId: string;
  readonly state: LegMediaState | "none";
  /** Nothing has come of it for a while: what is being set up at this moment is not missed yet. */
  readonly settled: boolean;
}

const liveSql = `select m.call_id as "callId", m.leg_id as "legId", m.state, m.since < now() - interval '5 seconds' as settled
  from calls k join call_media m on m.call_id = k.id
  where k.ended_at is null and k.media_node = $1 and exists (
    select 1 from jsonb_array_elements(k.legs) leg where leg->>'id' = m.leg_id and leg->>'state' <> 'gone')`;

/**
 * Compares what is stored with what the engine has: news may have been missed, by us or by an engine that was killed. A
 * call that goes on and that it does not have at all is told to its clients, who bring their media anew; what is over is
 * ended there.
 */
export async function reconcile(deps: CallDeps, there: LegStates): Promise<void> {
  const { rows: live } = await deps.pool.query<Live>(liveSql, [deps.media.node]);
  const calls = Map.groupBy(live, ({ callId }) => callId);
  const apart = { log: deps.log, what: "a call that was compared with the engine" };
  await eachApart(
    Object.keys(there).filter((callId) => !calls.has(callId)),
    apart,
    async (callId) => {
      const [row] = await callRows(deps.pool, "k.id = $1 and k.ended_at is null and k.media_node = $2", [
        callId,
        deps.media.node,
      ]);
      // Over, or carried by another server since this one was away.
      if (!row) await deps.media.endCall(callId);
    },
  );
  await eachApart([...calls.values()], apart, (legs) => compareCall(deps, legs, there));
}

const isUp = ({ state, settled }: Live): boolean =>
  state === "connected" || (state === "connecting" && settled);

async function compareCall(deps: CallDeps, legs: readonly Live[], there: LegStates): Promise<void> {
  const [{ callId }] = legs as readonly [Live];
  const found = there[callId];
  if (!found) {
    if (legs.some(isUp)) await loseMedia(deps, callId);
    return;
  }
  for (const { legId, state, settled } of legs) {
    const now = found[legId] ?? (state === "connected" && settled ? "lost" : undefined);
    if (now && now !== state && now !== "connecting") await legStateChanged(deps, callId, legId, now);
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
      await tx.query(
        "update calls set media_epoch = media_epoch + 1, customer_version = customer_version + 1 where id = $1",
        [callId],
      );
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
