import { NotificationType, RequestType } from "vscode-jsonrpc/node";
import type { EndCause } from "#shared/domain/calls/index.ts";
import type { PhoneMediaStats } from "../../phone/phone-media.ts";
import type { CallRefusal } from "../gateway.ts";
import type { GatewayOptions } from "../gateway-options.ts";
import type { LegEnd, PhoneParty } from "../leg/phone-leg.ts";
import type { RegistrationState } from "../trunk/registration.ts";

/** A phone's part of a call, whole: of two the one with the higher version is the newer. */
export interface PhoneLegRecord {
  readonly id: string;
  readonly version: number;
  readonly trunkId: string;
  readonly direction: "in" | "out";
  readonly from: PhoneParty;
  readonly to: string;
  readonly state: "calling" | "ringing" | "answered" | "ended";
  /** It can be heard before it is answered. */
  readonly early: boolean;
  /** The phone has put us on hold. */
  readonly held: boolean;
  readonly end: LegEnd | null;
}

/** What a gateway is opened with. Goes over the socket, not on the command line: it holds passwords. */
export type GatewaySetup = Omit<GatewayOptions, "events" | "names" | "tls"> & {
  readonly tls?: {
    readonly key: string;
    readonly cert: string;
    readonly ca?: string;
    readonly verify: boolean;
  };
};

export interface Configured {
  /** False while calls stand that would be cut by it: other addresses or ports wait for the end of the last one. */
  readonly applied: boolean;
  /** The ports that are listened to. */
  readonly ports: GatewayOptions["listen"];
  /** The lines that are left out, since nobody listens to the protocol they want. */
  readonly without: readonly string[];
}

/** What a server that comes has to know. */
export interface PhoneHello {
  readonly pid: number;
  readonly legs: readonly PhoneLegRecord[];
  /** By line. */
  readonly registrations: Readonly<Record<string, RegistrationState>>;
}

const request = <P, R>(name: string) => new RequestType<P, R, void>(name);
type OfLeg = { readonly legId: string };

/** What the server asks of the phone process. A leg that is over answers every command with nothing, or false. */
export const requests = {
  hello: request<Record<string, never>, PhoneHello>("hello"),
  configure: request<GatewaySetup, Configured>("configure"),
  /** A server goes in order. True: it was the last, no call stands, and the process goes with it. */
  leave: request<Record<string, never>, boolean>("leave"),
  call: request<
    { readonly trunkId: string; readonly number: string; readonly from: PhoneParty },
    { readonly legId: string } | { readonly refused: CallRefusal | "not_configured" }
  >("call"),
  ring: request<OfLeg, null>("ring"),
  earlyMedia: request<OfLeg, null>("earlyMedia"),
  answer: request<OfLeg, null>("answer"),
  hangUp: request<OfLeg & { readonly cause: EndCause }, null>("hangUp"),
  hold: request<OfLeg, boolean>("hold"),
  resume: request<OfLeg, boolean>("resume"),
  transfer: request<OfLeg & { readonly number: string }, boolean>("transfer"),
  sendDigits: request<OfLeg & { readonly digits: string }, boolean>("sendDigits"),
  answerRefer: request<OfLeg & { readonly accept: boolean }, null>("answerRefer"),
  referFinished: request<OfLeg & { readonly reached: boolean }, null>("referFinished"),
  /** Where the leg's Opus comes from and goes to, on this machine: RTP, one SSRC for each who is heard. */
  openSound: request<OfLeg & { readonly enginePort: number }, { readonly port: number } | null>("openSound"),
  stats: request<OfLeg, PhoneMediaStats | null>("stats"),
};

export const news = {
  leg: new NotificationType<PhoneLegRecord>("leg"),
  key: new NotificationType<OfLeg & { readonly key: string; readonly durationMs: number }>("key"),
  refer: new NotificationType<OfLeg & { readonly target: string }>("refer"),
  registration: new NotificationType<{ readonly trunkId: string; readonly state: RegistrationState }>(
    "registration",
  ),
};
