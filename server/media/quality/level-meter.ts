import type { VoiceLevel } from "../media-engine.ts";

const windowMs = 250;
/** dBov of silence: the least that RFC 6464 can say. */
const silence = -127;

/** Keeps the loudest moment of the last quarter to half second, so that a word between two looks is not missed. */
export function createLevelMeter() {
  let lastAt: number | undefined;
  let bucket = -1;
  let loudest = silence;
  let loudestBefore = silence;
  let isKnown = false;

  function turnTo(now: number): void {
    if (now === bucket) return;
    loudestBefore = now === bucket + 1 ? loudest : silence;
    loudest = silence;
    bucket = now;
  }

  return {
    /** One packet; `level` null when it does not say. */
    add(level: number | null, at: number): void {
      lastAt = at;
      turnTo(Math.floor(at / windowMs));
      isKnown = level !== null;
      if (level !== null && level > loudest) loudest = level;
    },
    /** Nothing when no packet came yet. */
    read(at: number): VoiceLevel | undefined {
      if (lastAt === undefined) return undefined;
      turnTo(Math.floor(at / windowMs));
      return {
        level: isKnown ? Math.max(loudest, loudestBefore) : null,
        agoMs: Math.max(0, Math.round(at - lastAt)),
      };
    },
  };
}

export type LevelMeter = ReturnType<typeof createLevelMeter>;
