/** Whether a packet with this RTP timestamp, here at this time in ms, may go to a listener who is new to its source. */
export type IsOpen = (timestamp: number, at: number) => boolean;

/** The last that was heard of a source. */
export interface LastHeard {
  readonly timestamp: number;
  readonly at: number;
}

const doubleWord = 0x1_0000_0000;
/** A sender whose clock stands still would otherwise never be heard again. */
const patienceMs = 5_000;

/**
 * Keeps back what was said before a listener was let in. Words are on their way for a while: when a whisper becomes a
 * barge, or a customer comes off hold, what the speaker said in private the moment before still arrives, and must not be
 * heard. Both clocks are asked, since either may be late: the arrival's (a slow network) and the speaker's own, which
 * must have gone on for as long as has passed since he was last heard (a network or a process that stood still and now
 * delivers everything at once). Who has just come has said nothing in private, and is heard at once.
 */
export function privacyGate(
  last: LastHeard | undefined,
  now: number,
  clockRate: number,
  guardMs: number,
): IsOpen {
  if (!last) return () => true;
  const guard = ((now - last.at + guardMs) * clockRate) / 1_000;
  return (timestamp, at) => {
    if (at < now + guardMs) return false;
    const ahead = (timestamp - last.timestamp + doubleWord) % doubleWord;
    return (ahead >= guard && ahead < doubleWord / 2) || at > now + patienceMs;
  };
}
