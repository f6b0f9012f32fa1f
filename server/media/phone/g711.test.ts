import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeG711, encodeG711 } from "./g711.ts";

const sampleOf = (codec: "PCMU" | "PCMA", code: number) =>
  decodeG711(codec, Uint8Array.of(code))[0] as number;
const codeOf = (codec: "PCMU" | "PCMA", sample: number) =>
  encodeG711(codec, Int16Array.of(sample))[0] as number;

describe("telephone sound as in ITU-T G.711", () => {
  it.each([
    [0x80, 8031],
    [0x8f, 4191],
    [0x9f, 2079],
    [0xaf, 1023],
    [0xbf, 495],
    [0xcf, 231],
    [0xdf, 99],
    [0xef, 33],
    [0xfe, 2],
    [0xff, 0],
  ])("mu-law: code %i is %i of 8159 (table 2a), and the opposite with the other sign", (code, value) => {
    expect(sampleOf("PCMU", code)).toBe(value * 4);
    expect(sampleOf("PCMU", code ^ 0x80)).toBe(-value * 4 + 0);
  });

  it.each([
    [0xff, 4032],
    [0xf0, 2112],
    [0xe0, 1056],
    [0xd0, 528],
    [0xc0, 264],
    [0xb0, 132],
    [0xa0, 66],
    [0x81, 3],
    [0x80, 1],
  ])(
    "A-law: character signal %i is %i of 4096 (table 1a), its even bits inverted on the line",
    (signal, value) => {
      expect(sampleOf("PCMA", signal ^ 0x55)).toBe(value * 8);
      expect(sampleOf("PCMA", signal ^ 0x55 ^ 0x80)).toBe(-value * 8);
    },
  );

  it.each([
    ["PCMA", [0x34, 0x21, 0x21, 0x34, 0xb4, 0xa1, 0xa1, 0xb4]],
    ["PCMU", [0x1e, 0x0b, 0x0b, 0x1e, 0x9e, 0x8b, 0x8b, 0x9e]],
  ] as const)("%s: the eight codes of tables 5 and 6 are 1 kHz at 0 dBm0", (codec, codes) => {
    const samples = decodeG711(codec, Uint8Array.from(codes));
    // The full load of the law is 3.14 (A) and 3.17 dBm0 (mu).
    const level = 20 * Math.log10(Math.hypot(...samples) / Math.sqrt(8) / (32_768 / Math.SQRT2));

    expect(level).toBeGreaterThan(-3.5);
    expect(level).toBeLessThan(-2.8);
    expect([...encodeG711(codec, samples)]).toEqual([...codes]);
    expect(samples[0]).toBe(-(samples[4] as number));
    expect(samples[0]).toBe(samples[3]);
  });

  it.each(["PCMU", "PCMA"] as const)(
    "%s: what was decoded is encoded as it was, through any number of exchanges",
    (codec) => {
      const codes = Uint8Array.from({ length: 256 }, (_, code) => code).filter(
        (code) => codec === "PCMA" || code !== 0x7f,
      );

      expect([...encodeG711(codec, decodeG711(codec, codes))]).toEqual([...codes]);
    },
  );

  it.each(["PCMU", "PCMA"] as const)(
    "%s: louder stays louder, and nothing is off by more than a thirty-second",
    (codec) => {
      const sample = fc.integer({ min: -32_124, max: 32_124 });
      fc.assert(
        fc.property(sample, sample, (one, other) => {
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          expect(sampleOf(codec, codeOf(codec, low))).toBeLessThanOrEqual(
            sampleOf(codec, codeOf(codec, high)),
          );
          expect(Math.abs(sampleOf(codec, codeOf(codec, one)) - one)).toBeLessThanOrEqual(
            Math.max(8, Math.abs(one) / 31),
          );
        }),
      );
    },
  );
});
