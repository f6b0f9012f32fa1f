import { openGateway } from "../gateway.ts";
import type { PhoneLeg } from "../leg/phone-leg.ts";
import type { TrunkSettings } from "../trunk/trunk-settings.ts";
import { aTrunk } from "./a-trunk.ts";
import { listening } from "./listening.ts";

/** Where the carrier of the tests is called. */
export const sippPort = 24_101;

export interface Floor {
  readonly trunk?: Partial<TrunkSettings>;
  /** What is done with a call that comes in. */
  readonly take?: (leg: PhoneLeg) => void;
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer; readonly ca: Buffer };
  readonly listen?: number;
  readonly rtpPorts?: readonly [number, number];
}

/** A gateway with one line, all of whose calls are listened to. */
export async function openTestingGateway(floor: Floor = {}) {
  const { trunk = {}, take = (leg) => leg.answer(), tls, listen = 0, rtpPorts = [24_200, 24_398] } = floor;
  const legs: PhoneLeg[] = [];
  const listeners: ReturnType<typeof listening>[] = [];
  const notes: string[] = [];
  const protocol = trunk.protocol ?? "UDP";
  const gateway = await openGateway({
    address: "127.0.0.1",
    publicAddress: "127.0.0.1",
    listen: { [protocol]: listen },
    ...(tls ? { tls: { ...tls, verify: true } } : {}),
    rtpPorts,
    trunks: [aTrunk({ domain: `127.0.0.1:${sippPort}`, ...trunk })],
    events: {
      incoming(leg) {
        legs.push(leg);
        const listener = listening();
        listeners.push(listener);
        setImmediate(() => take(leg));
        return listener.events;
      },
      registration: () => {},
      note: (what, about) => notes.push(`${what} ${JSON.stringify(about)}`),
    },
  });
  const from = { number: "+390299", name: 'Lumina "Shop"' };
  return {
    gateway,
    port: gateway.ports[protocol],
    legs,
    listeners,
    notes,
    async call(number = "+39333123") {
      const listener = listening();
      const result = await gateway.call({ trunkId: "carrier", number, from }, listener.events);
      return { ...listener, leg: "leg" in result ? result.leg : undefined, result };
    },
  };
}
