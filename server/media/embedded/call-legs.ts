import type { LegMediaState, WebLegOptions } from "../media-engine.ts";
import { createLastHeard } from "./last-heard.ts";
import type { Kind, MediaPacket } from "./leg-slots.ts";
import type { MediaAddress } from "./peer-settings.ts";
import type { IsOpen } from "./privacy-gate.ts";
import { createWebLeg, type WebLeg } from "./web-leg.ts";

export interface CallLegsDeps {
  readonly address: MediaAddress;
  readonly now: () => number;
  readonly guardMs: number;
  readonly legState: (legId: string, state: LegMediaState) => void;
  /** Whatever is kept for the leg is to be forgotten. */
  readonly gone: (legId: string) => void;
  /** A packet came; the others have had it already. */
  readonly came: (kind: Kind, legId: string, packet: MediaPacket, at: number) => void;
}

/** The legs that are here, each of whose packets are offered to all others. */
export function createCallLegs({ address, now, guardMs, legState, gone, came }: CallLegsDeps) {
  const all = new Map<string, WebLeg>();
  const lastHeard = createLastHeard(now, guardMs);

  function forget(legId: string): WebLeg | undefined {
    const leg = all.get(legId);
    all.delete(legId);
    gone(legId);
    lastHeard.forget(legId);
    // Who comes again begins other numbers: to the others he is a new voice.
    for (const other of all.values()) other.forget(legId);
    return leg;
  }

  return {
    all,
    /** What keeps back what the leg said before this moment. */
    gateTo: (kind: Kind, legId: string): IsOpen => lastHeard.gateTo(kind, legId),
    add(legId: string, maySend: WebLegOptions["maySend"]): WebLeg {
      const isMine = () => all.get(legId) === leg;
      const leg = createWebLeg(maySend, {
        address,
        now,
        events: {
          packet(kind, packet, level, at) {
            if (!isMine()) return;
            for (const other of all.values())
              if (other !== leg) other.forward(kind, legId, packet, level, at);
            came(kind, legId, packet, at);
            lastHeard.note(kind, legId, packet.header.timestamp, at);
          },
          lostPicture: (source) => all.get(source)?.askForPicture(),
          state(state) {
            if (!isMine()) return;
            if (state === "closed") forget(legId);
            legState(legId, state);
          },
        },
      });
      all.set(legId, leg);
      return leg;
    },
    /** The leg is not here from now on; its connection takes a moment to be closed. */
    drop: async (legId: string): Promise<void> => forget(legId)?.close(),
  };
}
