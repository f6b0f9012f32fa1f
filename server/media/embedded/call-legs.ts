import { type LegMediaState, MediaRefusal, type WebLegOptions } from "../media-engine.ts";
import { createLastHeard } from "./last-heard.ts";
import type { Kind, MediaPacket } from "./leg-slots.ts";
import type { MediaLegDeps } from "./media-leg.ts";
import type { MediaAddress } from "./peer-settings.ts";
import { createPhoneMediaLeg, openPhoneSocket, type PhoneMediaLeg } from "./phone-leg.ts";
import type { IsOpen } from "./privacy-gate.ts";
import { createWebLeg, type WebLeg } from "./web-leg.ts";

export type CallLeg = WebLeg | PhoneMediaLeg;

export interface CallLegsDeps {
  readonly address: MediaAddress;
  readonly now: () => number;
  readonly guardMs: number;
  readonly legState: (legId: string, state: LegMediaState) => void;
  readonly key: (legId: string, key: string) => void;
  /** Whatever is kept for the leg is to be forgotten. */
  readonly gone: (legId: string) => void;
  /** A packet came; the others have had it already. */
  readonly came: (kind: Kind, legId: string, packet: MediaPacket, at: number) => void;
}

/** The legs that are here, each of whose packets are offered to all others. */
export function createCallLegs({ address, now, guardMs, legState, key, gone, came }: CallLegsDeps) {
  const all = new Map<string, CallLeg>();
  const lastHeard = createLastHeard(now, guardMs);

  function forget(legId: string): CallLeg | undefined {
    const leg = all.get(legId);
    all.delete(legId);
    gone(legId);
    lastHeard.forget(legId);
    // Who comes again begins other numbers: to the others he is a new voice.
    for (const other of all.values()) other.forget(legId);
    return leg;
  }

  function add<L extends CallLeg>(legId: string, make: (deps: MediaLegDeps) => L): L {
    const isMine = () => all.get(legId) === leg;
    const leg = make({
      now,
      events: {
        packet(kind, packet, level, at) {
          if (!isMine()) return;
          for (const other of all.values()) if (other !== leg) other.forward(kind, legId, packet, level, at);
          came(kind, legId, packet, at);
          lastHeard.note(kind, legId, packet.header.timestamp, at);
        },
        lostPicture: (source) => all.get(source)?.askForPicture(),
        key(pressed) {
          if (isMine()) key(legId, pressed);
        },
        state(state) {
          if (!isMine()) return;
          if (state === "closed") forget(legId);
          legState(legId, state);
        },
      },
    });
    all.set(legId, leg);
    return leg;
  }

  /** The leg is not here from now on; its connection takes a moment to be closed. */
  const drop = async (legId: string): Promise<void> => forget(legId)?.close();

  return {
    all,
    drop,
    /** What keeps back what the leg said before this moment. */
    gateTo: (kind: Kind, legId: string): IsOpen => lastHeard.gateTo(kind, legId),
    /** @returns the answer to its offer; one that cannot be answered leaves no leg behind. */
    async addWeb(legId: string, { offer, maySend }: WebLegOptions): Promise<string> {
      await drop(legId);
      const leg = add(legId, (given) => createWebLeg(maySend, { address, ...given }));
      try {
        return await leg.answer(offer);
      } catch (error) {
        await drop(legId);
        throw error;
      }
    },
    renegotiate(legId: string, offer: string): Promise<string> {
      const leg = all.get(legId);
      if (leg?.kind !== "web") throw new MediaRefusal(`leg ${legId} is not here`);
      return leg.answer(offer);
    },
    /** @returns where its sound is taken: the same leg again keeps its port. */
    async addPhone(legId: string): Promise<number> {
      const there = all.get(legId);
      if (there?.kind === "phone") return there.port;
      await drop(legId);
      const socket = await openPhoneSocket();
      return add(legId, (given) => createPhoneMediaLeg(socket, given)).port;
    },
    connectPhone(legId: string, gatewayPort: number): void {
      const leg = all.get(legId);
      if (leg?.kind !== "phone") throw new MediaRefusal(`no phone ${legId} is here`);
      leg.connect(gatewayPort);
    },
  };
}
