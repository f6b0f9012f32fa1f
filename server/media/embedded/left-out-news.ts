import type { LeftOut } from "../media-engine.ts";

const nobody = JSON.stringify({ audio: [], video: [] } satisfies LeftOut);

/** Tells who is left out when that has changed, and not when the same is found again. */
export function createLeftOutNews(tell: (legId: string, leftOut: LeftOut) => void) {
  const told = new Map<string, string>();
  return {
    found(legId: string, leftOut: LeftOut): void {
      const words = JSON.stringify(leftOut);
      if ((told.get(legId) ?? nobody) === words) return;
      told.set(legId, words);
      tell(legId, leftOut);
    },
    forget: (legId: string) => told.delete(legId),
  };
}
