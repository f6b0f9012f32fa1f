import type { PhoneLegRecord } from "#server/media/sip/process/protocol.ts";
import {
  type Call,
  type CallChange,
  type EndCause,
  hearEarly,
  join,
  leave,
  legOf,
} from "#shared/domain/calls/index.ts";
import { callRows, changeByItself } from "../calls/index.ts";
import { system } from "../conversations/index.ts";
import type { PhoneDeps } from "./deps.ts";
import { type PhoneLegRow, phoneLegRows } from "./phone-legs.ts";
import { takeIncoming } from "./take-incoming.ts";

/** The telephone is out of the call; that it has been so already changes nothing. */
export const legIsOver = (call: Call, legId: string, cause: EndCause): CallChange =>
  legOf(call, legId) ? leave(call, legId, cause) : { ok: true, call };

/** What news of a telephone makes of its call. */
function asTold(call: Call, legId: string, { state, early, end }: PhoneLegRecord): CallChange {
  if (call.cause !== null || !legOf(call, legId)) return { ok: true, call };
  if (state === "ended") return leave(call, legId, end?.cause ?? "hung_up");
  if (state === "answered") return join(call, legId);
  return early ? hearEarly(call, legId) : { ok: true, call };
}

async function customerOfCall({ pool }: PhoneDeps, callId: string) {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select cu.id, cu.name from calls k join conversations c on c.id = k.conversation_id
     join customers cu on cu.id = c.customer_id where k.id = $1`,
    [callId],
  );
  return rows[0];
}

/** What a customer does with his telephone he does himself; of another one nobody is known. */
async function authorOfLeg(deps: PhoneDeps, { callId, legId }: PhoneLegRow) {
  const [row] = await callRows(deps.pool, "k.id = $1", [callId]);
  const isCustomer = row?.call.legs.some(({ id, party }) => id === legId && party === "customer");
  const customer = isCustomer ? await customerOfCall(deps, callId) : undefined;
  return customer ? { kind: "customer" as const, ...customer } : system;
}

/** The gateway says how a telephone stands: late, early or twice. */
export async function toldOfLeg(deps: PhoneDeps, record: PhoneLegRecord): Promise<void> {
  const [phone] = await phoneLegRows(deps.pool, "p.gateway_leg_id = $1", [record.id]);
  if (!phone) {
    if (record.direction === "in" && record.state === "calling") await takeIncoming(deps, record);
    return;
  }
  const by = await authorOfLeg(deps, phone);
  await changeByItself(deps.calls, {
    callId: phone.callId,
    by,
    change: ({ call }) => asTold(call, phone.legId, record),
  });
  await deps.pool.query(
    `update phone_legs set gateway_version = $3, status = coalesce($4, status)
     where call_id = $1 and leg_id = $2 and gateway_version < $3`,
    [phone.callId, phone.legId, record.version, record.end?.status ?? null],
  );
}
