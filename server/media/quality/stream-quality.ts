/** How one stream of packets arrives. */
export interface StreamQuality {
  readonly received: number;
  readonly lost: number;
  /** Of the last five to ten seconds. */
  readonly lossPercent: number;
  readonly jitterMs: number;
}

const word = 0x1_0000;
const windowMs = 5_000;
/** RFC 3550, A.1: a jump further than these is no loss but a sender that began anew. */
const furthestAhead = 3_000;
const furthestBehind = 100;

/** Counts loss by gaps in the sequence (RFC 3550, A.3) and the jitter between arrivals (A.8). */
export function createStreamQuality(clockRate: number) {
  let started = false;
  let highest = 0;
  let expected = 0;
  let received = 0;
  let jitter = 0;
  let lastTransit = 0;
  let window = { at: 0, expected: 0, received: 0 };
  let windowBefore = { ...window };

  function count(sequence: number): void {
    received++;
    const ahead = (sequence - highest + word) % word;
    if (!started || (ahead > furthestAhead && ahead < word - furthestBehind)) expected++;
    // Late or doubled: it was counted as expected when the ones after it came.
    else if (ahead === 0 || ahead >= word - furthestBehind) return;
    else expected += ahead;
    highest = sequence;
  }

  return {
    /** A packet that is no sound, as a key is: of the stream, but of no time of its own. */
    skip(sequence: number): void {
      if (started) count(sequence);
    },
    add(sequence: number, timestamp: number, at: number): void {
      count(sequence);
      // In units of the sender's clock, over whose end the difference is right again.
      const transit = (at * clockRate) / 1_000 - timestamp;
      const moved = Math.abs(transit - lastTransit);
      if (started && moved < clockRate * 5) jitter += (moved - jitter) / 16;
      lastTransit = transit;
      if (!started) window.at = at;
      started = true;
      if (at - window.at >= windowMs) {
        windowBefore = window;
        window = { at, expected, received };
      }
    },
    read(): StreamQuality {
      const wanted = expected - windowBefore.expected;
      const came = received - windowBefore.received;
      return {
        received,
        lost: Math.max(0, expected - received),
        lossPercent: wanted > 0 ? Math.max(0, (100 * (wanted - came)) / wanted) : 0,
        jitterMs: (jitter * 1_000) / clockRate,
      };
    },
  };
}
