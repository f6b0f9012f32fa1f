import type { EndCause } from "#shared/domain/calls/index.ts";
import type { PhoneMediaStats } from "../../phone/phone-media.ts";
import type { KeyPress } from "../../phone/telephone-event.ts";

/** How a phone's part of a call ended. */
export interface LegEnd {
  readonly cause: EndCause;
  /** What SIP called it, for the log; null when we ended it, or nothing was said. */
  readonly status: number | null;
}

/** The phone asks to be connected with somebody else (RFC 3515). Whether it may is for the call service to judge. */
export interface ReferWish {
  /** The number or extension, as it was given. */
  readonly target: string;
  accept(): void;
  refuse(): void;
  /** How it went, after it was accepted: the phone waits to hear it. */
  finished(reached: boolean): void;
}

/** What a phone does. All of it is told before `ended`, and nothing after. */
export interface PhoneLegEvents {
  /** The phone that we call rings. */
  ringing(): void;
  /** It can be heard before it is answered: the network's own tones and words. */
  earlyMedia(): void;
  answered(): void;
  /** The phone has put us on hold, and taken us back. */
  held(): void;
  resumed(): void;
  key(press: KeyPress): void;
  refer(wish: ReferWish): void;
  ended(end: LegEnd): void;
  /** 20 ms of what the phone says, as Opus; the timestamp counts at 48 kHz, the level is in dB of full scale. */
  opus(frame: Uint8Array, timestamp: number, level: number): void;
}

export interface PhoneParty {
  /** Empty when the caller hides it. */
  readonly number: string;
  readonly name: string;
}

/** One phone in a call. Commands may be given in any state: what makes no sense there does nothing. */
export interface PhoneLeg {
  readonly id: string;
  readonly trunkId: string;
  readonly direction: "in" | "out";
  /** Who calls. */
  readonly from: PhoneParty;
  /** The number that was called. */
  readonly to: string;
  /** A caller hears that it rings here. */
  ring(): void;
  /** A caller hears us before we answer: an announcement that costs him nothing. */
  earlyMedia(): void;
  answer(): void;
  /** The cause is what a caller who was not answered is told. */
  hangUp(cause?: EndCause): void;
  /** @returns false when the phone refused, or another change was under way. */
  hold(): Promise<boolean>;
  resume(): Promise<boolean>;
  /** Asks the phone's side to call that number itself; when it is reached, this leg ends as transferred. */
  transfer(number: string): Promise<boolean>;
  /** @returns false when these are no keys, or the phone takes none. */
  sendDigits(digits: string): boolean;
  /** Opus of one whom the phone may hear. */
  hear(sourceLegId: string, opusPacket: Uint8Array): void;
  /** He is not heard any more. */
  forget(sourceLegId: string): void;
  stats(): PhoneMediaStats;
}
