/** What a voice went through on its way. */
export interface VoicePath {
  readonly lossPercent: number;
  readonly jitterMs: number;
  /** Null when nobody has measured it: then it costs nothing. */
  readonly roundTripMs: number | null;
}

/** One frame of 20 ms, and what Opus looks ahead (RFC 6716, 2.1.4: 6.5 ms in its default mode). */
const codecMs = 26.5;
/**
 * How a codec bears random loss (Bpl). There is no value for Opus in ITU-T G.113; this is the one of G.711 with packet
 * loss concealment (G.113, Appendix I), which Opus is no worse than.
 */
const lossRobustness = 25.1;

/**
 * How good a voice sounds, 1 (bad) to 4.4 (as good as a telephone gets): the E-model of ITU-T G.107 with its default
 * values (R = 93.2 without delay and loss). Loss is Ie,eff of its equation 7-29 for random loss, R to MOS its annex B.
 * Delay is the two lines by which Cole and Rosenbluth ("Voice over IP performance monitoring", 2001) put G.107's curve,
 * with a jitter buffer of twice the jitter.
 */
export function mosOf({ lossPercent, jitterMs, roundTripMs }: VoicePath): number {
  const delayMs = (roundTripMs ?? 0) / 2 + 2 * jitterMs + codecMs;
  const delayed = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - 177.3);
  const lost = (95 * lossPercent) / (lossPercent + lossRobustness);
  const r = Math.min(100, Math.max(0, 93.2 - delayed - lost));
  return Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
}
