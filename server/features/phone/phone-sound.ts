import { type Call, isHere, isInTalk, type Leg } from "#shared/domain/calls/index.ts";
import type { CallRow } from "../calls/index.ts";
import type { PhoneDeps } from "./deps.ts";
import type { PhoneLegRow } from "./phone-legs.ts";

const key = (callId: string, legId: string) => `${callId} ${legId}`;

/** Is being called, and nothing can be heard of it yet. */
const ringsSilently = (leg: Leg): boolean =>
  leg.phone !== null && leg.state === "ringing" && leg.early !== true && leg.party !== "agent";

/** Who hears that it rings: the staff in the talk. */
const ringBackTo = ({ legs }: Call): Leg[] =>
  legs.some(ringsSilently) ? legs.filter((leg) => isInTalk(leg) && leg.party === "agent" && leg.userId) : [];

/** The sound of telephones between the gateway and the media engine, and the ring-back tone for whoever calls them. */
export function createPhoneSound({ calls: { pool, media }, line, log }: PhoneDeps) {
  /** By leg: of which life of the media engine its way is. */
  const open = new Map<string, number>();
  const ringing = new Map<string, Set<string>>();

  async function connect(row: CallRow, { legId, gatewayLegId }: PhoneLegRow): Promise<void> {
    const { call, mediaEpoch } = row;
    if (!line || !gatewayLegId || open.get(key(call.id, legId)) === mediaEpoch) return;
    const { rows } = await pool.query<{ node: string }>(
      "update calls set media_node = coalesce(media_node, $2) where id = $1 returning media_node as node",
      [call.id, media.node],
    );
    // The engine of another server has the call by now, and only the gateway beside it could carry its telephones.
    if (rows[0]?.node !== media.node) return;
    const gateway = await line.gateway();
    const enginePort = await media.phoneLeg(call.id, legId);
    const theirs = await gateway.openSound(gatewayLegId, enginePort);
    if (!theirs) return;
    await media.connectPhone(call.id, legId, theirs.port);
    open.set(key(call.id, legId), mediaEpoch);
    await media.apply({ ...row, mediaNode: media.node });
  }

  async function ringBack({ call }: CallRow): Promise<void> {
    const before = ringing.get(call.id) ?? new Set<string>();
    const now = new Set(ringBackTo(call).map(({ id }) => id));
    if (now.size > 0) ringing.set(call.id, now);
    else ringing.delete(call.id);
    for (const legId of now) if (!before.has(legId)) await media.play(call.id, legId, "ringback");
    for (const legId of before)
      if (!now.has(legId) && call.legs.some((leg) => leg.id === legId && isHere(leg)))
        await media.play(call.id, legId, null);
  }

  return {
    /** Brings the sound in line with the call as it is. */
    async follow(row: CallRow, phones: readonly PhoneLegRow[]): Promise<void> {
      for (const phone of phones) {
        const leg = row.call.legs.find(({ id }) => id === phone.legId);
        const isHeard = leg && (isHere(leg) || (leg.state === "ringing" && leg.early === true));
        if (!isHeard) {
          open.delete(key(row.call.id, phone.legId));
          continue;
        }
        await connect(row, phone);
      }
      await ringBack(row).catch((error: unknown) =>
        log.warn({ err: error, callId: row.call.id }, "a ring-back tone could not be played"),
      );
    },
    /** The gateway is another one: every way has to be opened anew. */
    forget(): void {
      open.clear();
    },
  };
}
export type PhoneSound = ReturnType<typeof createPhoneSound>;
