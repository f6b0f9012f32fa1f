import { randomUUID } from "node:crypto";
import type { IncomingInviteRequest } from "sip.js/lib/core/index.js";
import { openEndpoint, type SipEndpoint } from "./core/sip-endpoint.ts";
import { createSourceLimits } from "./core/source-limits.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import type { SipProtocol, SipSource } from "./text/via.ts";
import { openStreamWire } from "./transport/stream-wire.ts";
import { openUdpWire } from "./transport/udp-wire.ts";
import { createLineUse, type LineUseCount } from "./trunk/fraud-guards.ts";
import { startRegistration } from "./trunk/registration.ts";
import { createSourceList, type TrunkSettings } from "./trunk/trunk-settings.ts";

/** A line with what it stands on, and its use. */
export interface Line {
  readonly trunk: TrunkSettings;
  readonly endpoint: SipEndpoint;
  readonly use: LineUseCount;
  readonly isSource: (address: string) => boolean;
}

const usualFlood = { perSecond: 100, burst: 400 };

/** Whose password answers a challenge, by the Call-ID that is challenged. */
export type Accounts = Map<string, NonNullable<TrunkSettings["account"]>>;

/** Opens the wires, and registers the lines that want it. */
export async function openLines(
  options: GatewayOptions,
  accounts: Accounts,
  onInvite: (invite: IncomingInviteRequest, from: SipSource) => void,
) {
  const { address, publicAddress, listen, tls, trunks, events, names } = options;
  const limits = createSourceLimits(options.flood ?? usualFlood, () => performance.now());
  const known = createSourceList(trunks.flatMap(({ sources }) => sources));
  const endpoints = new Map<SipProtocol, SipEndpoint>();
  const close = () => Promise.all([...endpoints.values()].map((endpoint) => endpoint.close()));

  async function open(protocol: SipProtocol, port: number): Promise<void> {
    const endpoint = await openEndpoint({
      publicAddress,
      openWire(wire) {
        if (protocol === "UDP") return openUdpWire({ address, port, ...wire });
        return openStreamWire({ address, port, ...wire, ...(protocol === "TLS" && tls ? { tls } : {}) });
      },
      // Whoever is no carrier of ours, and was asked nothing, is not answered: a scanner finds nothing here.
      admit: (from, spokenTo) => (known(from.address) || spokenTo) && limits.admit(from.address),
      onInvite,
      accountOf: (callId) => accounts.get(callId),
      note: events.note,
      ...(names ? { names } : {}),
    });
    endpoints.set(protocol, endpoint);
  }

  function lineOf(trunk: TrunkSettings): Line {
    const endpoint = endpoints.get(trunk.protocol);
    if (!endpoint) throw new Error(`Line ${trunk.id} wants ${trunk.protocol}, which is not listened to.`);
    const use = createLineUse(trunk, () => performance.now());
    return { trunk, endpoint, use, isSource: createSourceList(trunk.sources) };
  }

  function register({ trunk, endpoint }: Line) {
    if (trunk.registerSeconds === null) return [];
    const callId = randomUUID();
    if (trunk.account) accounts.set(callId, trunk.account);
    return [
      startRegistration({
        endpoint,
        trunk,
        callId,
        onState: (state) => events.registration(trunk.id, state),
      }),
    ];
  }

  try {
    if (listen.TLS !== undefined && !tls) throw new Error("TLS needs a key and a certificate.");
    for (const [protocol, port] of Object.entries(listen)) await open(protocol as SipProtocol, port);
    const lines = trunks.map(lineOf);
    const registrations = lines.flatMap(register);
    return {
      lines,
      ports: Object.fromEntries(
        [...endpoints].map(([protocol, { port }]) => [protocol, port]),
      ) as typeof listen,
      size: (): number => [...endpoints.values()].reduce((sum, endpoint) => sum + endpoint.size(), 0),
      async close(): Promise<void> {
        await Promise.all(registrations.map((registration) => registration.stop()));
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
