import { randomUUID } from "node:crypto";
import type { LiveCall } from "#shared/contract/calls.ts";
import { agentLeg, type Call, type CallChange, isHere, place, ring } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { authorOf, changeCall, findCall, ownCall, seenBy } from "../calls/index.ts";
import type { PhoneDeps } from "./deps.ts";
import { type Dialled, judgeDialled } from "./dial.ts";
import { placeOrEnd } from "./follow-calls.ts";
import { insertPhoneLeg, phoneLegRows } from "./phone-legs.ts";

/** Everybody the owner talks with hears music; he alone is in the talk with who is called. */
const withOthersHeld = (call: Call): Call =>
  call.legs
    .filter((leg) => isHere(leg) && (leg.party === "customer" || leg.party === "consulted"))
    .reduce((now, { id }) => {
      const held = place(now, id, "hold");
      return held.ok ? held.call : now;
    }, call);

/** That number is in the call, or rings for it: the same command again. */
const isThere = (call: Call, number: string): boolean =>
  call.legs.some((leg) => leg.phone === number && leg.party === "consulted" && leg.state !== "gone");

/**
 * Brings a number outside into one's call: the others are put on hold and it is called. `takesOver`: the customer is handed
 * to it, so that whoever calls it is out as soon as it answers; until then he has the customer, and when nobody answers he
 * goes on having him.
 */
export async function callNumber(
  deps: PhoneDeps,
  actor: Actor,
  { callId, takesOver, ...dialled }: Dialled & { readonly callId: string; readonly takesOver: boolean },
): Promise<LiveCall> {
  await ownCall(deps.calls, actor, callId);
  const { called, ours } = await judgeDialled(deps, actor, dialled);
  const legId = randomUUID();
  await changeCall(deps.calls, {
    callId,
    by: authorOf(actor),
    change({ call }): CallChange {
      if (call.cause !== null) return fail("call.over", { callId });
      if (agentLeg(call)?.userId !== actor.id) return fail("call.wrong_state", { callId });
      if (isThere(call, called)) return { ok: true, call };
      const leg = { id: legId, party: "consulted" as const, userId: null, phone: called, takesOver };
      const rung = ring(withOthersHeld(call), leg);
      // One change, however many legs it moves.
      return rung.ok ? { ok: true, call: { ...rung.call, version: call.version + 1 } } : rung;
    },
    async also(tx) {
      const { lineId, number: ownNumber } = ours;
      await insertPhoneLeg(tx, { callId, legId, lineId, remoteNumber: called, ownNumber });
    },
  });
  const [rung] = await phoneLegRows(deps.pool, "p.call_id = $1 and p.leg_id = $2", [callId, legId]);
  const row = await findCall(deps.pool, callId);
  const isMine = row.mediaNode === null || row.mediaNode === deps.calls.media.node;
  const placed = rung && isMine ? await placeOrEnd(deps, rung) : undefined;
  if (placed && !placed.placed) return fail(placed.code, { callId });
  return seenBy(deps.calls, await findCall(deps.pool, callId), actor);
}

/** Presses keys for the telephones with which one talks. */
export async function sendDigits(
  deps: PhoneDeps,
  actor: Actor,
  { callId, digits }: { readonly callId: string; readonly digits: string },
): Promise<{ ok: true }> {
  const { call } = await ownCall(deps.calls, actor, callId);
  if (call.cause !== null) return fail("call.over", { callId });
  const talking = call.legs.filter((leg) => isHere(leg) && leg.phone !== null && leg.place === "talk");
  const phones = await phoneLegRows(
    deps.pool,
    "p.call_id = $1 and p.leg_id = any($2) and p.gateway_leg_id is not null and p.gateway_node = $3",
    [callId, talking.map(({ id }) => id), deps.line?.node ?? ""],
  );
  if (!deps.line || phones.length === 0) return fail("phone.no_phone", { callId });
  const gateway = await deps.line.gateway();
  for (const { gatewayLegId } of phones) await gateway.sendDigits(gatewayLegId ?? "", digits);
  return { ok: true };
}

/** A key that was pressed on a desktop's own dial pad, as its media carries it. */
export async function passKey(deps: PhoneDeps, callId: string, legId: string, key: string): Promise<void> {
  const { call } = await findCall(deps.pool, callId);
  const leg = call.legs.find(({ id }) => id === legId);
  if (leg?.party !== "agent" || !leg.userId || !isHere(leg)) return;
  await sendDigits(deps, { id: leg.userId } as Actor, { callId, digits: key });
}
