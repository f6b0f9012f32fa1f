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
  let source: string | undefined;
  let base: PacketNumbers = { sequence: 0, timestamp: 0 };
  let last = { sequence: 0, timestamp: 0, at: 0, sent: false };

  return {
    /** The numbers under which this packet goes out. `at` in ms, of a clock that never goes back. */
    next(from: string, packet: PacketNumbers, at: number): PacketNumbers {
      if (from !== source) {
        const passed = last.sent ? Math.max(1, Math.round(((at - last.at) * clockRate) / 1_000)) : 0;
        base = {
          sequence: mod(last.sequence + (last.sent ? 1 : 0) - packet.sequence, word),
          timestamp: mod(last.timestamp + passed - packet.timestamp, doubleWord),
        };
        source = from;
      }
      const out = {
        sequence: mod(packet.sequence + base.sequence, word),
        timestamp: mod(packet.timestamp + base.timestamp, doubleWord),
      };
      // A packet that comes late must not turn the count back for the source that follows.
      const isNewer = !last.sent || mod(out.sequence - last.sequence, word) < word / 2;
      if (isNewer) last = { ...out, at, sent: true };
      return out;
    },
  };
}

export type Continuity = ReturnType<typeof createContinuity>;
