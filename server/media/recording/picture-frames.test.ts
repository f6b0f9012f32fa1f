import { expect, it } from "vitest";
import { framesOf } from "./picture-frames.ts";
import type { TrackPacket } from "./track-format.ts";

/** A picture of 64 x 48 that needs no earlier one, or one that does; its number is its last byte. */
const picture = (isKey: boolean, number: number) =>
  Buffer.from([isKey ? 0x10 : 0x11, 0, 0, 0x9d, 0x01, 0x2a, 64, 0, 48, 0, number]);
const begins = 0x10;

/** Pictures in two packets each, as a browser sends them; every third needs no earlier one. */
const sent: TrackPacket[] = Array.from({ length: 9 }, (_, number) => {
  const bytes = picture(number % 3 === 0, number);
  const common = { atMs: 40 * number, timestamp: 3_600 * number };
  return [
    // With a picture number of two bytes, as Chromium has it.
    {
      ...common,
      sequence: (65_530 + 2 * number) % 65_536,
      payload: Buffer.concat([Buffer.from([0x80 | begins, 0x80, 0x81, 2]), bytes.subarray(0, 4)]),
    },
    {
      ...common,
      sequence: (65_531 + 2 * number) % 65_536,
      payload: Buffer.concat([Buffer.from([0]), bytes.subarray(4)]),
    },
  ];
}).flat();

const numbers = (packets: readonly TrackPacket[]) => [...framesOf(packets)].map(({ bytes }) => bytes.at(-1));

it("puts pictures together over the turn of the sequence number, with their size", () => {
  const frames = [...framesOf(sent)];
  expect(frames.map(({ bytes }) => bytes.at(-1))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(frames[3]).toMatchObject({ atMs: 120, isKey: true, size: { width: 64, height: 48 } });
});

it("leaves out what cannot be shown after a loss, and takes what came late or twice in its place", () => {
  const lost = sent.filter((_, index) => index !== 3);
  expect(numbers(lost)).toEqual([0, 3, 4, 5, 6, 7]);
  const [first, second, third, ...rest] = sent;
  if (!first || !second || !third) throw new Error("no packets");
  expect(numbers([first, third, second, second, ...rest])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(numbers(sent.slice(2))).toEqual([3, 4, 5, 6, 7]);
});

it("goes on with a sender that came again and counts anew", () => {
  const again = sent.map((packet) => ({
    ...packet,
    atMs: packet.atMs + 10_000,
    sequence: (packet.sequence + 20_000) % 65_536,
    timestamp: packet.timestamp + 1_000_000,
  }));
  const shown = [...framesOf([...sent, ...again])];
  expect(shown.map(({ atMs }) => atMs).filter((at) => at >= 10_000)).toHaveLength(8);
});
