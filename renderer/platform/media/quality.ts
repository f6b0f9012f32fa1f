/** Figures of one moment of a connection; the counts since it began. */
export interface MediaSample {
  /** Milliseconds, of any clock that only goes forward. */
  readonly at: number;
  readonly received: number;
  readonly lost: number;
  /** The largest over what is heard, ms. */
  readonly jitterMs: number;
  /** To the server and back, ms; null while it is not known. */
  readonly roundTripMs: number | null;
  /** The share of what was sent that the server missed, 0 to 1. */
  readonly lostOnTheWayOut: number;
  /** 0 to 1. */
  readonly ownLevel: number;
  readonly heardLevel: number;
}

export type QualityWord = "good" | "fair" | "poor" | "none";
const qualityReasons = ["nothing", "loss_in", "loss_out", "delay", "jitter"] as const;
/** Why it is not good. `nothing`: nothing arrives though somebody should be heard. */
export type QualityReason = (typeof qualityReasons)[number];

export interface Quality {
  readonly word: QualityWord;
  readonly reasons: readonly QualityReason[];
  /** 1 to 4.5. */
  readonly opinion: number;
  readonly roundTripMs: number | null;
  /** 0 to 1. */
  readonly lossIn: number;
  readonly lossOut: number;
  readonly jitterMs: number;
}

const silentAfterMs = 2_000;

/**
 * How a call sounds, from the first and the last of some seconds' figures: the opinion score by the E-model of ITU-T
 * G.107, simplified to delay and loss (a delay over 160 ms weighs more, each percent of loss 2.5).
 */
export function judgeQuality(
  from: MediaSample,
  to: MediaSample,
  { expectsSound }: { readonly expectsSound: boolean },
): Quality {
  const received = Math.max(0, to.received - from.received);
  const missed = Math.max(0, to.lost - from.lost);
  const lossIn = received + missed > 0 ? missed / (received + missed) : 0;
  const lossOut = to.lostOnTheWayOut;
  const delay = (to.roundTripMs ?? 0) / 2 + 2 * to.jitterMs + 10;
  const forDelay = delay < 160 ? delay / 40 : (delay - 120) / 10;
  const rating = Math.min(100, Math.max(0, 93.2 - forDelay - 250 * Math.max(lossIn, lossOut)));
  const opinion = Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
  const nothing = expectsSound && received === 0 && to.at - from.at >= silentAfterMs;
  const found: Record<QualityReason, boolean> = {
    nothing,
    loss_in: lossIn > 0.02,
    loss_out: lossOut > 0.02,
    delay: (to.roundTripMs ?? 0) > 300,
    jitter: to.jitterMs > 40,
  };
  const reasons = qualityReasons.filter((reason) => found[reason]);
  const heard = opinion >= 4.1 ? "good" : opinion >= 3.6 ? "fair" : "poor";
  const word = nothing ? "none" : heard;
  return {
    word,
    reasons: word === "good" ? [] : reasons,
    opinion,
    roundTripMs: to.roundTripMs,
    lossIn,
    lossOut,
    jitterMs: to.jitterMs,
  };
}
