import { opusSamples } from "./opus-packet.ts";
import type { TrackPacket } from "./track-format.ts";

/** A packet and where it sounds, in samples at 48 kHz since the recording began. */
export interface PlacedPacket {
  readonly start: number;
  readonly samples: number;
  readonly payload: Buffer;
}

const doubleWord = 0x1_0000_0000;
const samplesOf = (ms: number) => Math.round(ms * 48);
/** Further apart than any delay of a network: the sender began to count anew. */
const anewMs = 5_000;
/** Nothing came and nothing was said: what follows is placed by its arrival. */
const silenceMs = 1_000;
/** Ten seconds of packets, of which some came without delay: by those the sender's clock is set to ours. */
const lookAt = 500;
const mostDriftMs = 60;

type Clocks = Pick<TrackPacket, "atMs" | "timestamp">;

/** Whether the sender's clock says nothing about the time between these two. */
function isAnew(before: Clocks, now: Clocks): boolean {
  const passed = signed(now.timestamp - before.timestamp) / 48;
  const waited = now.atMs - before.atMs;
  return Math.abs(passed - waited) > anewMs || (waited > silenceMs && passed > silenceMs);
}

/** Packets that one clock of a sender's goes through, and the samples that it says have passed since the first. */
type Stretch = { readonly packet: TrackPacket; readonly passed: number }[];

function stretchesOf(packets: Iterable<TrackPacket>): Stretch[] {
  const stretches: Stretch[] = [];
  let before: Stretch[number] | undefined;
  for (const packet of packets) {
    if (!before || isAnew(before.packet, packet)) {
      before = { packet, passed: 0 };
      stretches.push([before]);
      continue;
    }
    before = { packet, passed: before.passed + signed(packet.timestamp - before.packet.timestamp) };
    stretches.at(-1)?.push(before);
  }
  return stretches;
}

function* placeStretch(stretch: Stretch): Generator<PlacedPacket> {
  let offsetMs: number | undefined;
  for (let from = 0; from < stretch.length; from += lookAt) {
    const some = stretch.slice(from, from + lookAt);
    const leastMs = Math.min(...some.map(({ packet, passed }) => packet.atMs - passed / 48));
    if (offsetMs === undefined || Math.abs(leastMs - offsetMs) > mostDriftMs) offsetMs = leastMs;
    for (const { packet, passed } of some) {
      const samples = opusSamples(packet.payload);
      const start = Math.max(0, passed + samplesOf(offsetMs));
      if (samples > 0) yield { start, samples, payload: packet.payload };
    }
  }
}

/**
 * Puts packets where they were said. Within a voice its own clock says where, so that what the network delayed is not
 * late; after a silence, and when two clocks have gone apart, arrival does.
 */
export function placePackets(packets: Iterable<TrackPacket>): PlacedPacket[] {
  const placed = stretchesOf(packets).flatMap((stretch) => [...placeStretch(stretch)]);
  placed.sort((one, other) => one.start - other.start);
  // One that came twice is heard once.
  return placed.filter(({ start }, index) => start !== placed[index - 1]?.start);
}

const signed = (difference: number): number => {
  const ahead = ((difference % doubleWord) + doubleWord) % doubleWord;
  return ahead < doubleWord / 2 ? ahead : ahead - doubleWord;
};
