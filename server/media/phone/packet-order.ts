/** What the order needs of an RTP packet. */
export interface Numbered {
  readonly sequence: number;
}

/** How far one sequence number is after another, around the end of 16 bits. */
export const sequenceGap = (from: number, to: number): number => ((to - from) << 16) >> 16;

interface OrderOptions {
  /** Packets that may be waited for before a missing one is given up: at 20 ms each, what it may cost in delay. */
  readonly patience?: number;
}

/**
 * Hands on packets in order and each once. A missing one is waited for a little; one that comes after its turn is late and is
 * dropped. A jump of more than 3000 is another stream on the same line (RFC 3550 A.1), and begins anew.
 */
export function createPacketOrder<Packet extends Numbered>({ patience = 3 }: OrderOptions = {}) {
  let next: number | undefined;
  let waiting: Packet[] = [];
  const counts = { received: 0, lost: 0, late: 0 };

  function release(): Packet[] {
    const out: Packet[] = [];
    for (;;) {
      const [first] = waiting;
      if (!first || next === undefined) return out;
      const gap = sequenceGap(next, first.sequence);
      if (gap > 0 && waiting.length <= patience) return out;
      counts.lost += gap;
      out.push(first);
      waiting.shift();
      next = (first.sequence + 1) & 0xffff;
    }
  }

  return {
    push(packet: Packet): Packet[] {
      counts.received += 1;
      if (next === undefined || Math.abs(sequenceGap(next, packet.sequence)) > 3_000) {
        waiting = [];
        next = packet.sequence;
      }
      if (sequenceGap(next, packet.sequence) < 0) {
        counts.late += 1;
        return [];
      }
      const at = waiting.findIndex((one) => sequenceGap(one.sequence, packet.sequence) <= 0);
      if (at >= 0 && waiting[at]?.sequence === packet.sequence) return [];
      waiting.splice(at < 0 ? waiting.length : at, 0, packet);
      return release();
    },
    counts: () => ({ ...counts }),
    restart(): void {
      next = undefined;
      waiting = [];
    },
  };
}
