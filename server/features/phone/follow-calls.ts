import { eachApart } from "#server/platform/each-apart.ts";
import { agentLeg } from "#shared/domain/calls/index.ts";
import { type CallRow, callRows, changeByItself } from "../calls/index.ts";
import { system } from "../conversations/index.ts";
import type { createRecordingWords } from "./ask-recording.ts";
import type { PhoneDeps } from "./deps.ts";
import { type PhoneLegRow, phoneLegRows } from "./phone-legs.ts";
import type { PhoneSound } from "./phone-sound.ts";
import { placeCall } from "./place-call.ts";
import { legIsOver } from "./told-of-legs.ts";

/** A caller hears that it rings for so long at most, before he is taken and hears music, s. */
const ringSeconds = 4;

/** Calls a telephone that has joined a call as a number only; when that is refused, its leg is over. */
export async function placeOrEnd(deps: PhoneDeps, phone: Pick<PhoneLegRow, "callId" | "legId">) {
  const placed = await placeCall(deps, phone);
  if (placed && !placed.placed)
    await changeByItself(deps.calls, {
      callId: phone.callId,
      by: system,
      change: ({ call }) => legIsOver(call, phone.legId, placed.cause),
    });
  return placed;
}

async function isOffered({ pool }: PhoneDeps, { conversationId }: CallRow): Promise<boolean> {
  const { rowCount } = await pool.query(
    "select 1 from offers where conversation_id = $1 and state = 'open' limit 1",
    [conversationId],
  );
  return (rowCount ?? 0) > 0;
}

/** A caller is answered when somebody is asked to take him, or when he has rung for long enough. */
const isToBeAnswered = async (deps: PhoneDeps, row: CallRow): Promise<boolean> =>
  agentLeg(row.call) !== undefined ||
  Date.now() - row.createdAt.getTime() > ringSeconds * 1_000 ||
  (await isOffered(deps, row));

/** Hangs up on whoever is gone, and answers who has rung for long enough. */
async function followPhone(
  deps: PhoneDeps,
  row: CallRow,
  { legId, gatewayLegId }: PhoneLegRow,
): Promise<void> {
  const leg = row.call.legs.find(({ id }) => id === legId);
  if (!deps.line || !gatewayLegId || !leg) return;
  const gateway = await deps.line.gateway();
  if (leg.state === "gone") await gateway.hangUp(gatewayLegId, leg.cause ?? "hung_up");
  const rings = leg.state === "ringing" && leg.party === "customer" && row.direction === "inbound";
  if (rings && (await isToBeAnswered(deps, row))) await gateway.answer(gatewayLegId);
}

interface Followers {
  readonly sound: PhoneSound;
  readonly words: ReturnType<typeof createRecordingWords>;
}

async function followOne(
  deps: PhoneDeps,
  { sound, words }: Followers,
  row: CallRow,
  phones: readonly PhoneLegRow[],
): Promise<void> {
  const ours = phones.filter(({ gatewayNode }) => gatewayNode === deps.line?.node);
  for (const phone of ours) await followPhone(deps, row, phone);
  await sound.follow(row, ours);
  if (row.mediaNode === deps.calls.media.node) await words.follow(row);
}

/**
 * Calls the numbers that have joined a call at another server, whose engine is not the one that has it, or at one that did
 * not live to call them. Whoever asked for them a moment ago calls them himself, and says what came of it.
 */
export async function placeForgotten(deps: PhoneDeps): Promise<void> {
  const forgotten = await phoneLegRows(
    deps.pool,
    `p.gateway_node is null and exists (select 1 from calls k join call_media m on m.call_id = k.id and m.leg_id = p.leg_id
       where k.id = p.call_id and k.ended_at is null and coalesce(k.media_node, $1) = $1
         and m.since < now() - interval '1 second')`,
    [deps.calls.media.node],
  );
  await eachApart(forgotten, { log: deps.log, what: "a number that is to be called" }, (phone) =>
    placeOrEnd(deps, phone),
  );
}

/** Brings telephones in line with their calls: whoever is gone is hung up on, whoever is new is called, and so is the sound. */
export async function followCalls(
  deps: PhoneDeps,
  followers: Followers,
  callIds: readonly string[],
): Promise<void> {
  if (!deps.line || callIds.length === 0) return;
  const phones = Map.groupBy(
    await phoneLegRows(deps.pool, "p.call_id = any($1::uuid[])", [callIds]),
    ({ callId }) => callId,
  );
  const rows = await callRows(deps.pool, "k.id = any($1::uuid[])", [[...phones.keys()]]);
  await eachApart(rows, { log: deps.log, what: "the telephones of a call" }, (row) =>
    followOne(deps, followers, row, phones.get(row.call.id) ?? []),
  );
}

/** Calls that go on with somebody on the telephone. */
export async function callsWithPhones({ pool }: Pick<PhoneDeps, "pool">): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct k.id from calls k join phone_legs p on p.call_id = k.id where k.ended_at is null`,
  );
  return rows.map(({ id }) => id);
}
