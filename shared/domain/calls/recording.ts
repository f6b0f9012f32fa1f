import type { RecordedAs } from "./who-is-recorded.ts";

/** One file of a recording: one voice or picture, as it is recorded at one time. */
export interface RecordedTrack {
  /** Its name in the recording's folder. */
  readonly file: string;
  readonly legId: string;
  readonly as: RecordedAs;
  readonly codec: "opus" | "vp8";
  /** Its first packet, since the recording began. */
  readonly startsAtMs: number;
  readonly durationMs: number;
  readonly packets: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a recording consists of, read from its folder. */
export interface RecordingManifest {
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Since the recording began; nothing of them is in any file. */
  readonly pauses: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly tracks: readonly RecordedTrack[];
  /** False when it was not ended in order, and what is there is what was there when its process died. */
  readonly isComplete: boolean;
}

/** A file that can be played. */
export interface PlayableFile {
  /**
   * `parties`: a track for each who was heard in the talk; `mix`: the customer left, the staff right; `aside`: what one of
   * the staff said that the customer was not to hear; `pictures`: what one of them showed.
   */
  readonly what: "parties" | "mix" | "aside" | "pictures";
  /** Whose tracks these are, in their order. */
  readonly legIds: readonly string[];
  /** Its name in the recording's folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly durationMs: number;
}

/** How loud each side of a mix is along its way, in even steps: 0 is silence, 100 the loudest. */
export interface SideLevels {
  readonly stepMs: number;
  readonly customer: readonly number[];
  readonly staff: readonly number[];
}

/** What is kept of a recording when its call is over. */
export interface KeptRecording extends Omit<RecordingManifest, "folder"> {
  readonly playable: readonly PlayableFile[];
  /** Null: nothing was said, or it could not be mixed. */
  readonly levels: SideLevels | null;
}
