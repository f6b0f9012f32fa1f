import type { PhoneLegRecord } from "#server/media/sip/process/protocol.ts";
import { eachApart } from "#server/platform/each-apart.ts";
import { changeByItself } from "../calls/index.ts";
import { system } from "../conversations/index.ts";
import type { PhoneDeps } from "./deps.ts";
import { ofLiveCall, phoneLegRows } from "./phone-legs.ts";
import { legIsOver, toldOfLeg } from "./told-of-legs.ts";

/** A call that is being placed has so long to get its name, s. */
const placingSeconds = 15;

/**
 * Compares the telephones of calls with those that the gateway has: news may have been missed, by us or by a gateway that
 * was killed. What it does not have any more is lost; what nobody here knows, or whose call is over, is hung up on.
 */
export function createComparison(deps: PhoneDeps) {
  /** Legs of the gateway that nobody knew at the last look: one that was just called is not in its call yet. */
  let strange = new Set<string>();

  async function letGo(callId: string, legId: string): Promise<void> {
    await changeByItself(deps.calls, {
      callId,
      by: system,
      change: ({ call }) => legIsOver(call, legId, "lost"),
    });
  }

  return async (): Promise<void> => {
    const { line, pool, log } = deps;
    if (!line) return;
    // First ours, then the gateway's: one that is called meanwhile is not missed.
    const live = await phoneLegRows(pool, `p.gateway_node = $1 and ${ofLiveCall}`, [line.node]);
    const there = await (await line.gateway()).legs();
    const byId = new Map(there.map((record) => [record.id, record]));
    await eachApart(live, { log, what: "a telephone that was compared with the gateway" }, async (phone) => {
      const record = byId.get(phone.gatewayLegId ?? "");
      if (record && record.version > phone.gatewayVersion) await toldOfLeg(deps, record);
      if (!record && phone.gatewayLegId) await letGo(phone.callId, phone.legId);
    });
    const { rows: stuck } = await pool.query<{ callId: string; legId: string }>(
      `select p.call_id as "callId", p.leg_id as "legId" from phone_legs p
       join call_media m on m.call_id = p.call_id and m.leg_id = p.leg_id
       where p.gateway_node = $1 and p.gateway_leg_id is null and ${ofLiveCall}
         and m.since < now() - interval '${placingSeconds} seconds'`,
      [line.node],
    );
    for (const { callId, legId } of stuck) await letGo(callId, legId);
    await hangUpStrangers(there);
  };

  async function hangUpStrangers(there: readonly PhoneLegRecord[]): Promise<void> {
    const { line, pool } = deps;
    const standing = there.filter(({ state }) => state !== "ended");
    if (!line || standing.length === 0) return;
    const known = await phoneLegRows(pool, `p.gateway_leg_id = any($1) and ${ofLiveCall}`, [
      standing.map(({ id }) => id),
    ]);
    const ids = new Set(known.map(({ gatewayLegId }) => gatewayLegId));
    const unknown = standing.filter(({ id }) => !ids.has(id));
    const gateway = await line.gateway();
    for (const record of unknown) {
      // It rings since before this server was there.
      if (record.direction === "in" && record.state === "calling" && !strange.has(record.id))
        await toldOfLeg(deps, record);
      else if (strange.has(record.id)) await gateway.hangUp(record.id, "lost");
    }
    strange = new Set(unknown.map(({ id }) => id));
  }
}

/** A gateway of which nothing was heard for so long, s, has taken its telephones along. */
const gatewaySeconds = 60;

/** Lets telephones go that are in the gateway of a server which is gone for good: their agents would wait for nobody. */
export async function letGoOfLostGateways({ calls, pool, log, line }: PhoneDeps): Promise<void> {
  const forsaken = await phoneLegRows(
    pool,
    `p.gateway_node <> $1 and ${ofLiveCall} and exists (select 1 from media_nodes n
       where n.node = p.gateway_node and n.seen_at < now() - interval '${gatewaySeconds} seconds')`,
    [line?.node ?? ""],
  );
  await eachApart(forsaken, { log, what: "a telephone of a server that is gone" }, ({ callId, legId }) =>
    changeByItself(calls, {
      callId,
      by: system,
      change: ({ call }) => legIsOver(call, legId, "lost"),
    }),
  );
}
