/** Whether a packet with this RTP timestamp, here at this time in ms, may go to a listener who is new to its source. */
export type IsOpen = (timestamp: number, at: number) => boolean;

/** The last that was heard of a source. */
export interface LastHeard {
  readonly timestamp: number;
  readonly at: number;
}

const doubleWord = 0x1_0000_0000;
/** Who was silent longer than this had said nothing just before. */
const silentMs = 1_000;

/**
 * Keeps back what was said before a listener was let in. Words are on their way for a while: when a whisper becomes a
 * barge, or a customer comes off hold, what the speaker said in private the moment before still arrives, and must not be
 * heard. Both clocks are asked, since either may be late: the arrival's (a slow network) and the speaker's own (a
 * process that stood still). Who has just come has said nothing in private, and is heard at once.
 */
export function privacyGate(
  last: LastHeard | undefined,
  now: number,
  clockRate: number,
  guardMs: number,
): IsOpen {
  if (!last || now - last.at > silentMs) return () => true;
  const guard = (guardMs * clockRate) / 1_000;
  return (timestamp, at) => {
    const ahead = (timestamp - last.timestamp + doubleWord) % doubleWord;
    return at >= now + guardMs && ahead >= guard && ahead < doubleWord / 2;
  };
}
