import type { EndCause } from "#shared/domain/calls/index.ts";
import type { Names } from "./core/next-hop.ts";
import type { PhoneLeg, PhoneLegEvents } from "./leg/phone-leg.ts";
import type { SipProtocol } from "./text/via.ts";
import type { TlsOptions } from "./transport/stream-wire.ts";
import type { RegistrationState } from "./trunk/registration.ts";
import type { TrunkSettings } from "./trunk/trunk-settings.ts";

export interface GatewayOptions {
  /** Where we listen, and what others reach us by. */
  readonly address: string;
  readonly publicAddress: string;
  /** The ports of the protocols that are wanted; 0: any. */
  readonly listen: Partial<Readonly<Record<SipProtocol, number>>>;
  readonly tls?: TlsOptions;
  readonly rtpPorts: readonly [number, number];
  readonly trunks: readonly TrunkSettings[];
  /** Messages a second from one address, and at once. */
  readonly flood?: { readonly perSecond: number; readonly burst: number };
  readonly names?: Names;
  readonly events: GatewayEvents;
}

export interface GatewayEvents {
  /** A phone calls. Answer with who listens to it, or with why it is not taken. */
  incoming(leg: PhoneLeg): PhoneLegEvents | EndCause;
  registration(trunkId: string, state: RegistrationState): void;
  /** For the log. Holds addresses and reasons, never what was said. */
  note(what: string, about: Readonly<Record<string, unknown>>): void;
}
