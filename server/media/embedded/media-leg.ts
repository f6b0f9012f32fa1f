import type { LeftOut, LegLevels, LegMediaState, LegStats } from "../media-engine.ts";
import type { Kind, MediaPacket } from "./leg-slots.ts";
import type { IsOpen } from "./privacy-gate.ts";

/** What comes from a leg. */
export interface MediaLegEvents {
  /** `level`: how loud the sender says it is, in dB of full scale. */
  readonly packet: (kind: Kind, packet: MediaPacket, level: number | null, at: number) => void;
  readonly state: (state: LegMediaState) => void;
  /** It cannot show what comes of a source: it needs a picture that needs no earlier one. */
  readonly lostPicture: (source: string) => void;
  /** A key was pressed. */
  readonly key: (key: string) => void;
}

export interface MediaLegDeps {
  /** Milliseconds that never go back. */
  readonly now: () => number;
  readonly events: MediaLegEvents;
}

/** One end of a call, a browser's or a phone's: what it sends comes out as packets, what it may receive goes into its slots. */
export interface MediaLeg {
  /** Puts these sources into the slots; nobody else's packets go out from then on. */
  receive(kind: Kind, sources: readonly string[], gateOf: (source: string) => IsOpen): void;
  forward(kind: Kind, from: string, packet: MediaPacket, level: number | null, at: number): void;
  /** A sound of ours, which is nobody's voice. */
  playSound(source: string, packet: MediaPacket, at: number): void;
  /** What comes of this source from now on is another stream. */
  forget(source: string): void;
  /** Asks the sender for a picture that needs no earlier one. */
  askForPicture(): void;
  leftOut(): LeftOut;
  levels(): Omit<LegLevels, "plays">;
  stats(): Omit<LegStats, "plays">;
  /** What was told last of its media. */
  state(): LegMediaState;
  close(): Promise<void>;
}
