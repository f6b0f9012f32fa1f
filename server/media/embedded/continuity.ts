/** The numbers of a packet that a receiver goes by. */
export interface PacketNumbers {
  readonly sequence: number;
  readonly timestamp: number;
}

const word = 0x1_0000;
const doubleWord = 0x1_0000_0000;
const mod = (value: number, size: number) => ((value % size) + size) % size;

/**
 * Makes one stream out of the packets of changing sources. Within a source the gaps of the network stay visible; at a
 * change the sequence goes on by one, and the timestamp by the time that has passed (RFC 3550, 5.1): a step of nothing
 * would look like jitter to the receiver, a gap like loss.
 */
export function createContinuity(clockRate: number) {
  let source: string | number | undefined;
  let sequenceBase = 0;
  let timestampBase = 0;
  const last = { sequence: 0, timestamp: 0, at: 0, sent: false };
  /** Given out again and again: no packet makes an object. */
  const out = { sequence: 0, timestamp: 0 };

  return {
    /**
     * The numbers under which this packet goes out; to be read before the next is asked for. `at` in ms, of a clock that
     * never goes back.
     */
    next(from: string | number, sequence: number, timestamp: number, at: number): PacketNumbers {
      if (from !== source) {
        const passed = last.sent ? Math.max(1, Math.round(((at - last.at) * clockRate) / 1_000)) : 0;
        sequenceBase = last.sequence + (last.sent ? 1 : 0) - sequence;
        timestampBase = last.timestamp + passed - timestamp;
        source = from;
      }
      out.sequence = mod(sequence + sequenceBase, word);
      out.timestamp = mod(timestamp + timestampBase, doubleWord);
      // A packet that comes late must not turn the count back for the source that follows.
      if (!last.sent || mod(out.sequence - last.sequence, word) < word / 2) {
        last.sequence = out.sequence;
        last.timestamp = out.timestamp;
        last.at = at;
        last.sent = true;
      }
      return out;
    },
  };
}

export type Continuity = ReturnType<typeof createContinuity>;
