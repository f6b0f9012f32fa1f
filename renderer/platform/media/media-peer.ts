import type { Observable } from "../observable.ts";
import type { MediaSample } from "./quality.ts";

/** `broken` may come back, by itself or by a restart. */
export type PeerState = "checking" | "connected" | "broken";
export type MediaKind = "audio" | "video";

/** One connection to the media engine, as far as a call uses it. */
export interface MediaPeer {
  readonly state: Observable<PeerState>;
  /** The SDP offer; `restart`: for the same connection over a network that has changed. */
  offer(restart: boolean): Promise<string>;
  answer(sdp: string): Promise<void>;
  /** What goes out; null: nothing. Needs no new offer. */
  send(kind: MediaKind, track: MediaStreamTrack | null): Promise<void>;
  /** What comes in: the server fills these with whoever is to be heard and seen. */
  readonly hears: readonly MediaStreamTrack[];
  readonly sees: readonly MediaStreamTrack[];
  /** Sends digits as tones; false when the connection cannot. */
  digits(tones: string): boolean;
  sample(): Promise<MediaSample>;
  close(): void;
}
