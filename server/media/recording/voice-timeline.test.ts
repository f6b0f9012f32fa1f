import { describe, expect, it } from "vitest";
import { opusSamples } from "./opus-packet.ts";
import { placePackets } from "./voice-timeline.ts";

/** 20 ms of Opus: configuration 31, one frame. */
const frame = Buffer.from([0xf8, 1, 2]);
const packet = (atMs: number, timestamp: number) => ({
  atMs,
  timestamp: (timestamp + 0x1_0000_0000) % 0x1_0000_0000,
  sequence: 0,
  payload: frame,
});
const startsMs = (packets: Parameters<typeof placePackets>[0]) =>
  placePackets(packets).map(({ start }) => start / 48);

describe("where a recorded voice is put", () => {
  it("is where it was said, however late or in which order it came, over the end of the numbers too", () => {
    const said = [0, 20, 40, 60, 80].map((ms) => packet(100 + ms, -1_000 + ms * 48));
    const late = said.map((one, index) => ({ ...one, atMs: index < 2 ? one.atMs : 900 }));
    const [first, second, third, ...rest] = late;
    if (!first || !second || !third) throw new Error("five packets");
    expect(startsMs([first, third, second, ...rest])).toEqual([100, 120, 140, 160, 180]);
  });

  it("is by its arrival after a silence, and when the sender counts anew", () => {
    expect(startsMs([packet(0, 0), packet(3_050, 3_000 * 48), packet(3_070, 3_020 * 48)])).toEqual([
      0, 3_050, 3_070,
    ]);
    expect(startsMs([packet(0, 5_000_000), packet(20, 77)])).toEqual([0, 20]);
  });

  it("stays with the wall's clock though the sender's runs 100 times a millionth too slow for an hour", () => {
    const count = 180_000;
    const packets = Array.from({ length: count }, (_, index) =>
      packet(index * 20, Math.round(index * 960 * 0.9999)),
    );
    const last = placePackets(packets).at(-1);
    expect(Math.abs((last?.start ?? 0) / 48 - (count - 1) * 20)).toBeLessThan(80);
  });

  it("is there once when it came twice", () =>
    expect(startsMs([packet(0, 0), packet(20, 960), packet(21, 960)])).toEqual([0, 20]));
});

it("a packet of Opus says how long it sounds", () => {
  const lengths = [
    [0xf8, 960], // CELT, 20 ms
    [0x08, 960], // SILK, narrow band, 20 ms
    [0x18, 2_880], // SILK, 60 ms
    [0xf9, 1_920], // two of 20 ms
    [0x60, 480], // hybrid, 10 ms
  ] as const;
  for (const [first, samples] of lengths) expect(opusSamples(Uint8Array.of(first))).toBe(samples);
  expect(opusSamples(Uint8Array.of(0xfb, 3))).toBe(2_880);
  expect(opusSamples(new Uint8Array())).toBe(0);
  expect(opusSamples(Uint8Array.of(0xfb, 63))).toBe(0);
});
