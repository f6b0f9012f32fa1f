import { randomUUID } from "node:crypto";
import type { IncomingInviteRequest } from "sip.js/lib/core/index.js";
import { openEndpoint, type SipEndpoint } from "./core/sip-endpoint.ts";
import { createSourceLimits } from "./core/source-limits.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import type { SipProtocol, SipSource } from "./text/via.ts";
import { openStreamWire } from "./transport/stream-wire.ts";
import { openUdpWire } from "./transport/udp-wire.ts";
import { createLineUse, type LineUseCount } from "./trunk/fraud-guards.ts";
import { type RegistrationState, startRegistration } from "./trunk/registration.ts";
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
  const { address, publicAddress, listen, tls, events, names } = options;
  const limits = createSourceLimits(options.flood ?? usualFlood, () => performance.now());
  const endpoints = new Map<SipProtocol, SipEndpoint>();
  const registrations = new Map<string, Registered>();
  let lines: readonly Line[] = [];
  /** As they were set before: their calls may stand still, and say goodbye. */
  let former: readonly Line[] = [];
  const close = () => Promise.all([...endpoints.values()].map((endpoint) => endpoint.close()));

  const isKnown = (from: string) =>
    lines.some(({ isSource }) => isSource(from)) ||
    former.some(({ isSource, use }) => isSource(from) && use.use().calls > 0);

  async function open(protocol: SipProtocol, port: number): Promise<void> {
    const endpoint = await openEndpoint({
      publicAddress,
      openWire(wire) {
        if (protocol === "UDP") return openUdpWire({ address, port, ...wire });
        return openStreamWire({ address, port, ...wire, ...(protocol === "TLS" && tls ? { tls } : {}) });
      },
      // Whoever is no carrier of ours, and was asked nothing, is not answered: a scanner finds nothing here.
      admit: ({ address: from }, spokenTo) => (spokenTo || isKnown(from)) && limits.admit(from),
      onInvite,
      accountOf: (callId) => accounts.get(callId),
      note: events.note,
      ...(names ? { names } : {}),
    });
    endpoints.set(protocol, endpoint);
  }

  /** A line as it is set now, with the calls that it has already. */
  function lineOf(trunk: TrunkSettings): Line[] {
    const endpoint = endpoints.get(trunk.protocol);
    if (!endpoint) return [];
    const before = lines.find((line) => line.trunk.id === trunk.id);
    const use = before?.use ?? createLineUse(() => performance.now());
    return [{ trunk, endpoint, use, isSource: createSourceList(trunk.sources) }];
  }

  function register({ trunk, endpoint }: Line): void {
    if (trunk.registerSeconds === null || registrations.has(trunk.id)) return;
    const callId = randomUUID();
    if (trunk.account) accounts.set(callId, trunk.account);
    const registered: Registered = { settings: whatRegisters(trunk), state: undefined, stop: stopped };
    registrations.set(trunk.id, registered);
    const { stop } = startRegistration({
      endpoint,
      trunk,
      callId,
      onState(state) {
        registered.state = state;
        events.registration(trunk.id, state);
      },
    });
    registered.stop = () => stop().finally(() => accounts.delete(callId));
  }

  /** Takes back what the carrier should not know any more; others stay registered without a gap. */
  function unregister(): Promise<unknown> {
    const old = [...registrations].filter(([id, { settings }]) => {
      const now = lines.find(({ trunk }) => trunk.id === id);
      return !now || settings !== whatRegisters(now.trunk);
    });
    for (const [id] of old) registrations.delete(id);
    return Promise.all(old.map(([, registered]) => registered.stop()));
  }

  /**
   * The lines as they are wanted now. Calls that stand go on as they began, on a line that is gone too.
   * @returns the lines that want a protocol which is not listened to, and are left out.
   */
  async function setTrunks(trunks: readonly TrunkSettings[]): Promise<readonly string[]> {
    former = [...former, ...lines].filter(({ use }) => use.use().calls > 0);
    lines = trunks.flatMap(lineOf);
    await unregister();
    for (const line of lines) register(line);
    return trunks.filter(({ protocol }) => !endpoints.has(protocol)).map(({ id }) => id);
  }

  try {
    if (listen.TLS !== undefined && !tls) throw new Error("TLS needs a key and a certificate.");
    for (const [protocol, port] of Object.entries(listen)) await open(protocol as SipProtocol, port);
    const without = await setTrunks(options.trunks);
    return {
      lines: () => lines,
      /** Of those it was opened with. */
      without,
      setTrunks,
      /** How the carriers take us, by line. */
      registrations: () =>
        new Map([...registrations].flatMap(([id, { state }]) => (state ? [[id, state]] : []))),
      ports: Object.fromEntries(
        [...endpoints].map(([protocol, { port }]) => [protocol, port]),
      ) as typeof listen,
      size: (): number => [...endpoints.values()].reduce((sum, endpoint) => sum + endpoint.size(), 0),
      async close(): Promise<void> {
        lines = [];
        await unregister();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Registered {
  readonly settings: string;
  state: RegistrationState | undefined;
  stop: () => Promise<void>;
}
const stopped = () => Promise.resolve();

/** What of a line's settings its carrier is told: when it changes, he is told anew. */
const whatRegisters = ({ protocol, domain, proxy, account, registerSeconds }: TrunkSettings): string =>
  JSON.stringify([protocol, domain, proxy, account, registerSeconds]);
