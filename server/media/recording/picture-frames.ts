import type { TrackPacket } from "./track-format.ts";
import { beginsPicture, isKeyPicture, sizeOfKeyPicture, vp8Start } from "./vp8-packet.ts";

/** One picture of a video, whole. */
export interface PictureFrame {
  /** Since the recording began. */
  readonly atMs: number;
  readonly isKey: boolean;
  /** Of one that needs no earlier one. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly bytes: Buffer;
}

const word = 0x1_0000;
const signed = (difference: number): number => ((difference + word + word / 2) % word) - word / 2;

/** Further apart than a network mixes packets up: the sender began to count anew. */
const anew = 500;

interface Sent {
  readonly packet: TrackPacket;
  /** Its place in the order in which they were sent. */
  readonly place: number;
}

/** Packets in the order in which they were sent, each once; one that was lost and came again is in its place. */
function inOrder(packets: readonly TrackPacket[]): Sent[] {
  const sent: Sent[] = [];
  let newest = { sequence: packets[0]?.sequence ?? 0, place: 0 };
  for (const packet of packets) {
    const ahead = signed(packet.sequence - newest.sequence);
    const place = newest.place + (Math.abs(ahead) > anew ? anew * 2 : ahead);
    sent.push({ packet, place });
    if (place > newest.place) newest = { sequence: packet.sequence, place };
  }
  sent.sort((one, other) => one.place - other.place);
  return sent.filter(({ place }, index) => place !== sent[index - 1]?.place);
}

/** A picture as far as its packets have come; `gap`: something before it, or of it, is missing. */
function createAssembly() {
  let begun: TrackPacket | undefined;
  let parts: Buffer[] = [];
  let gap = true;
  return {
    isOf: ({ timestamp }: TrackPacket): boolean => begun?.timestamp === timestamp,
    begin(packet: TrackPacket): void {
      begun = packet;
      parts = [];
    },
    lose(): void {
      gap = true;
      parts = [];
    },
    add({ payload }: TrackPacket): void {
      const start = vp8Start(payload);
      if (start === undefined || (parts.length === 0 && !beginsPicture(payload))) gap = true;
      else parts.push(payload.subarray(start));
    },
    /** The picture, if it is whole. */
    take(): { bytes: Buffer; atMs: number; gap: boolean } | undefined {
      if (!begun || parts.length === 0) return undefined;
      const taken = { bytes: Buffer.concat(parts), atMs: begun.atMs, gap };
      gap = false;
      return taken;
    },
  };
}

function* wholePictures(packets: readonly TrackPacket[]) {
  const assembly = createAssembly();
  let last: number | undefined;
  for (const { packet, place } of inOrder(packets)) {
    if (last === undefined || place !== last + 1) assembly.lose();
    last = place;
    if (!assembly.isOf(packet)) {
      // Whether a picture is whole is known by the next one's first packet.
      const whole = assembly.take();
      if (whole) yield whole;
      assembly.begin(packet);
    }
    assembly.add(packet);
  }
}

/**
 * The pictures of a file that can be shown: after one that is lost there is nothing before the next that needs no earlier
 * one.
 */
export function* framesOf(packets: readonly TrackPacket[]): Generator<PictureFrame> {
  let isBroken = true;
  for (const { bytes, atMs, gap } of wholePictures(packets)) {
    const isKey = isKeyPicture(bytes);
    if (gap) isBroken = true;
    if (isKey) isBroken = false;
    if (!isBroken) yield { atMs, isKey, size: isKey ? sizeOfKeyPicture(bytes) : undefined, bytes };
  }
}
