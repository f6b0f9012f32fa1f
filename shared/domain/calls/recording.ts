import type { RecordedAs } from "./who-is-recorded.ts";

/** One file of a recording: one voice, as it is recorded at one time. */
export interface RecordedTrack {
  /** Its name in the recording's folder. */
  readonly file: string;
  readonly legId: string;
  readonly as: RecordedAs;
  readonly codec: "opus";
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
