import * as z from "zod";

/**
 * A voice or picture on disk: one line of JSON that says whose it is, then its packets one after the other, each a head of 13 bytes
 * and the payload. It is only ever appended to: what a process leaves that is killed is whole but for its last packet.
 */
export const TrackHead = z.strictObject({
  version: z.literal(1),
  legId: z.string(),
  as: z.enum(["customer", "staff", "aside"]),
  codec: z.enum(["opus", "vp8"]),
  clockRate: z.union([z.literal(48_000), z.literal(90_000)]),
});
export type TrackHead = z.infer<typeof TrackHead>;

/** A packet as it came. */
export interface TrackPacket {
  /** Since the recording began. */
  readonly atMs: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly payload: Buffer;
}

/** The length of the payload, when it came, its sequence number and its RTP timestamp; a byte kept free. */
export const packetHeadBytes = 13;
/** No packet of a network is longer. */
export const longestPayload = 1_500;

/** Writes a packet's bytes at this place. @returns the place after it. */
export function writePacket(into: Buffer, place: number, packet: TrackPacket): number {
  into.writeUInt16BE(packet.payload.length, place);
  into.writeUInt8(0, place + 2);
  into.writeUInt32BE(Math.max(0, Math.round(packet.atMs)) % 0x1_0000_0000, place + 3);
  into.writeUInt16BE(packet.sequence, place + 7);
  into.writeUInt32BE(packet.timestamp, place + 9);
  return place + packetHeadBytes + packet.payload.copy(into, place + packetHeadBytes);
}

/**
 * Reads the packets that are whole, from this place on. @returns the place of the first that is not.
 */
export function readPackets(bytes: Buffer, from: number, take: (packet: TrackPacket) => void): number {
  let place = from;
  while (place + packetHeadBytes <= bytes.length) {
    const end = place + packetHeadBytes + bytes.readUInt16BE(place);
    if (end > bytes.length) break;
    take({
      atMs: bytes.readUInt32BE(place + 3),
      sequence: bytes.readUInt16BE(place + 7),
      timestamp: bytes.readUInt32BE(place + 9),
      payload: bytes.subarray(place + packetHeadBytes, end),
    });
    place = end;
  }
  return place;
}
