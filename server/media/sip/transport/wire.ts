import type { SipProtocol, SipSource, SipTarget } from "../text/via.ts";

/** One listening socket of a protocol, with what came of it: datagrams, or its connections. */
export interface Wire {
  readonly protocol: SipProtocol;
  /** The port that it really has. */
  readonly port: number;
  /** Rejects when the message cannot be sent. */
  send(message: Buffer, to: SipTarget): Promise<void>;
  close(): Promise<void>;
}

export interface WireOptions {
  readonly address: string;
  /** 0: any that is free. */
  readonly port: number;
  receive(message: Buffer, from: SipSource): void;
  /** Whether to talk with somebody at all, before anything of his is read. */
  admit(from: SipSource): boolean;
  note(what: string, about: Readonly<Record<string, unknown>>): void;
}

/** IPv4 addresses that came in over an IPv6 socket are written as people write them. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");
