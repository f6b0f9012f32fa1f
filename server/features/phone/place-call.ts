import type { CallRefusal } from "#server/media/sip/gateway.ts";
import type { EndCause } from "#shared/domain/calls/index.ts";
import { writtenNumber } from "#shared/domain/phone/written-number.ts";
import type { ErrorCode } from "#shared/errors/catalogue.ts";
import type { PhoneDeps } from "./deps.ts";
import { type PhoneLegRow, phoneLegRows } from "./phone-legs.ts";
import { trunksOf } from "./trunks.ts";

/** Why a call was not even tried, in the catalogue's words. */
const codes: Readonly<Record<CallRefusal | "not_configured", ErrorCode>> = {
  not_a_number: "phone.not_a_number",
  prefix_not_allowed: "phone.prefix_not_allowed",
  too_many_calls: "phone.line_full",
  too_fast: "phone.line_full",
  no_port_free: "phone.line_full",
  no_such_trunk: "phone.no_line",
  not_configured: "phone.no_line",
};

/** A call that was tried, or why not: for whoever waits, and for the log of the call. */
export type Placed =
  | { readonly placed: true; readonly gatewayLegId: string }
  | { readonly placed: false; readonly code: ErrorCode; readonly cause: EndCause };

/**
 * Has a telephone called that is in a call already. Of several servers, and of one that tries twice, one does it: whoever
 * writes his gateway's name there first. Undefined: somebody else has.
 */
export async function placeCall(
  deps: PhoneDeps,
  { callId, legId }: Pick<PhoneLegRow, "callId" | "legId">,
): Promise<Placed | undefined> {
  const { pool, line, log } = deps;
  if (!line) return undefined;
  const claimed = await pool.query(
    "update phone_legs set gateway_node = $3 where call_id = $1 and leg_id = $2 and gateway_node is null",
    [callId, legId, line.node],
  );
  if (claimed.rowCount === 0) return undefined;
  const [leg] = await phoneLegRows(pool, "p.call_id = $1 and p.leg_id = $2", [callId, legId]);
  if (!leg?.lineId) return { placed: false, code: "phone.no_line", cause: "failed" };
  try {
    // A line that was set up a moment ago is one that the gateway may not have been told of.
    await line.have(await trunksOf(deps));
    const gateway = await line.gateway();
    const from = { number: leg.ownNumber, name: writtenNumber(leg.ownNumber) };
    const called = await gateway.call({ trunkId: leg.lineId, number: leg.remoteNumber, from });
    if ("refused" in called) {
      log.info({ callId, refused: called.refused }, "a call out was refused by the line's rules");
      return { placed: false, code: codes[called.refused], cause: "failed" };
    }
    await pool.query("update phone_legs set gateway_leg_id = $3 where call_id = $1 and leg_id = $2", [
      callId,
      legId,
      called.legId,
    ]);
    return { placed: true, gatewayLegId: called.legId };
  } catch (error) {
    log.warn({ err: error, callId }, "a number could not be called");
    return { placed: false, code: "phone.no_line", cause: "failed" };
  }
}
