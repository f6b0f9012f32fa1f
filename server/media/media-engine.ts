import type { RoutingMatrix } from "#shared/domain/calls/index.ts";

/** What a browser's leg may bring, decided by the server before the offer is looked at. */
export interface WebLegOptions {
  /** The client's SDP offer: what it sends, then empty slots in which it receives. */
  readonly offer: string;
  readonly maySend: { readonly audio: boolean; readonly video: boolean };
}

/** How a leg's media stands. `lost`: nothing arrives any more, but it may come back; `closed`: it is gone. */
export type LegMediaState = "connecting" | "connected" | "lost" | "closed";

/** Figures of one leg since it came. */
export interface LegStats {
  readonly packetsReceived: number;
  readonly packetsSent: number;
}

/** What the engine itself can let a leg hear: music while it waits, the ring-back tone, the tone that announces a recording. */
export type Sound = "music" | "ringback" | "beep";

export interface MediaEngineEvents {
  legState(callId: string, legId: string, state: LegMediaState): void;
}

/**
 * Moves packets between the legs of calls, and decides nothing. Every command may be given twice. A leg receives what
 * its row of the last routing names, and before any routing nothing.
 */
export interface MediaEngine {
  /** @returns the SDP answer. Throws `MediaRefusal` when the offer cannot be taken. */
  addWebLeg(callId: string, legId: string, options: WebLegOptions): Promise<{ readonly answer: string }>;
  /** Another offer of the same leg: a restart of its connection, a camera more. */
  renegotiate(callId: string, legId: string, offer: string): Promise<{ readonly answer: string }>;
  removeLeg(callId: string, legId: string): Promise<void>;
  /** The whole wanted state. One of an older version than the last is ignored: true when it is in force. */
  setRouting(callId: string, version: number, matrix: RoutingMatrix): Promise<boolean>;
  /**
   * Lets a leg hear a sound beside what its row names; the last one asked for counts. The ring-back tone is silent while
   * the leg hears anybody, and comes back; the beep is heard once. Music by a row of the routing needs no asking.
   */
  play(callId: string, legId: string, sound: Sound): Promise<void>;
  stopPlaying(callId: string, legId: string): Promise<void>;
  endCall(callId: string): Promise<void>;
  stats(callId: string): Promise<Readonly<Record<string, LegStats>>>;
  stop(): Promise<void>;
}

/** A request that the engine cannot carry out, in words for a log. */
export class MediaRefusal extends Error {
  override readonly name = "MediaRefusal";
}
