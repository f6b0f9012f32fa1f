import type { Sound } from "../media-engine.ts";
import { opusFrames } from "./opus-frames.ts";
import { holdMusic, recordingBeep, ringBack } from "./sound-waves.ts";
import { readSpokenWords, type Spoken } from "./spoken-words.ts";

/** A sound ready to be sent. */
export interface SoundFrames {
  readonly frames: readonly Buffer[];
  readonly loops: boolean;
}
export type SoundLibrary = Readonly<Record<Sound, SoundFrames>>;

let made: SoundLibrary | undefined;
const words = Object.entries(await readSpokenWords()) as [Spoken, readonly Buffer[]][];
const spoken = Object.fromEntries(words.map(([name, frames]) => [name, { frames, loops: false }])) as Record<
  Spoken,
  SoundFrames
>;

/** All sounds of the engine, some 100 kB; made at the first call, which takes a few tenths of a second. */
export function soundLibrary(): SoundLibrary {
  made ??= {
    music: { frames: opusFrames(holdMusic(), true), loops: true },
    ringback: { frames: opusFrames(ringBack(), true), loops: true },
    beep: { frames: opusFrames(recordingBeep(), false), loops: false },
    ...spoken,
  };
  return made;
}
