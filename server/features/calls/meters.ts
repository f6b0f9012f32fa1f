import type { CallLevels } from "#server/media/media-engine.ts";
import { rooms } from "#server/platform/socket/index.ts";
import type { HeardNow } from "#shared/contract/calls.ts";
import { callRows, legOfCustomer } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";

/** Who may see a call's meter is looked up anew after so long, ms: much rarer than the meter moves. */
const knownMs = 1_000;
/** Quieter than this is nothing to see, dB of full scale. */
const quietestDb = -60;

/** A level for a meter: 0 to 1 over sixty decibels; who does not say how loud he is counts as half. */
const barOf = (level: number | null): number =>
  level === null ? 0.5 : Math.min(1, Math.max(0, 1 - level / quietestDb));

interface Known {
  readonly at: number;
  readonly customerLegId: string | undefined;
  readonly supervisorIds: readonly string[];
}

/** Tells the supervisors in a call, and nobody else, what is really sent to its customer. */
export function createMeters({ pool, desk, log }: Pick<CallDeps, "pool" | "desk" | "log">) {
  const known = new Map<string, Known>();

  async function look(callId: string): Promise<Known | undefined> {
    const before = known.get(callId);
    if (before && Date.now() - before.at < knownMs) return before;
    const [row] = await callRows(pool, "k.id = $1 and k.ended_at is null", [callId]);
    if (!row) {
      known.delete(callId);
      return undefined;
    }
    const supervisors = row.call.legs.filter((leg) => leg.party === "supervisor" && leg.state === "joined");
    const found = {
      at: Date.now(),
      customerLegId: legOfCustomer(row.call)?.id,
      supervisorIds: supervisors.flatMap(({ userId }) => userId ?? []),
    };
    known.set(callId, found);
    return found;
  }

  async function tell(callId: string, levels: CallLevels): Promise<void> {
    const found = await look(callId);
    const legId = found?.customerLegId;
    if (!legId || found.supervisorIds.length === 0) return;
    const heard = Object.entries(levels[legId]?.hears ?? {}).map(([from, { level, agoMs }]) => ({
      legId: from as never,
      level: barOf(level),
      agoMs,
    }));
    const news: HeardNow = { callId: callId as never, legId: legId as never, heard };
    desk.to(found.supervisorIds.map(rooms.user)).emit("heard.changed", news);
  }

  return {
    tell: (callId: string, levels: CallLevels): void =>
      void tell(callId, levels).catch((error: unknown) =>
        log.warn({ err: error }, "a meter could not be told"),
      ),
  };
}
