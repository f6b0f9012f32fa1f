import { assignSlots } from "./assign-slots.ts";
import { createContinuity, type PacketNumbers } from "./continuity.ts";
import type { IsOpen } from "./privacy-gate.ts";

export type Kind = "audio" | "video";
export const clockRates = { audio: 48_000, video: 90_000 } as const;

/** What of an RTP packet is passed on. */
export interface MediaPacket {
  readonly header: { readonly sequenceNumber: number; readonly timestamp: number; readonly marker: boolean };
  readonly payload: Buffer;
}

/** Where what is in a slot goes out. */
export interface Outlet {
  /** The number of its stream; the same for as long as it is there. */
  readonly ssrc: number;
  /** Whether what is sent now goes anywhere. */
  isOpen(): boolean;
  send(marker: boolean, numbers: PacketNumbers, payload: Buffer): void;
  /** There and back, as the receiver's reports let it be reckoned; null while nobody knows. */
  roundTripMs(): number | null;
}

/** A place in which a leg receives one source at a time. */
interface Slot {
  readonly outlet: Outlet;
  readonly stream: ReturnType<typeof createContinuity>;
  source: string | null;
  /** Grows with every new occupant: a source that comes back is a new one to the numbers. */
  turn: number;
  /** Whether a packet of the source was sent after the slot became his. */
  isOpen: IsOpen;
}

const always: IsOpen = () => true;

/** The places of one kind in which a leg receives, and who is in them. */
export function createLegSlots(kind: Kind) {
  const slots: Slot[] = [];
  let leftOut: readonly string[] = [];
  let sent = 0;

  return {
    count: () => slots.length,
    sent: () => sent,
    /** Who should be heard or seen and found no place. */
    leftOut: () => leftOut,
    /** Who is in the place that goes out under this number. */
    sourceIn: (ssrc: number): string | null =>
      slots.find(({ outlet }) => outlet.ssrc === ssrc)?.source ?? null,
    /** The slowest of the slots. */
    roundTripMs(): number | null {
      const measured = slots.flatMap(({ outlet }) => outlet.roundTripMs() ?? []);
      return measured.length > 0 ? Math.max(...measured) : null;
    },

    add(outlet: Outlet): void {
      const stream = createContinuity(clockRates[kind]);
      slots.push({ outlet, stream, turn: 0, source: null, isOpen: always });
    },

    /** Puts these sources into the slots; nobody else's packets go out from then on. */
    fill(sources: readonly string[], gateOf: (source: string) => IsOpen): void {
      const now = assignSlots(
        slots.map(({ source }) => source),
        sources,
      );
      leftOut = now.leftOut;
      for (const [index, slot] of slots.entries()) {
        const source = now.slots[index] ?? null;
        if (source === slot.source) continue;
        slot.source = source;
        slot.turn++;
        if (source !== null) slot.isOpen = gateOf(source);
      }
    },

    /** @returns whether the packet was sent. */
    forward(from: string, { header, payload }: MediaPacket, at: number): boolean {
      const slot = slots.find(({ source }) => source === from);
      if (!slot?.isOpen(header.timestamp, at)) return false;
      // Before it is connected, and after: what is not sent was not heard.
      if (!slot.outlet.isOpen()) return false;
      // Once open, open: the numbers of a long call come round again.
      slot.isOpen = always;
      const numbers = slot.stream.next(slot.turn, header.sequenceNumber, header.timestamp, at);
      sent++;
      slot.outlet.send(header.marker, numbers, payload);
      return true;
    },

    /** What comes of this source from now on is another stream. */
    forget(source: string): void {
      for (const slot of slots) {
        if (slot.source !== source) continue;
        slot.turn++;
        slot.isOpen = always;
      }
    },
  };
}
