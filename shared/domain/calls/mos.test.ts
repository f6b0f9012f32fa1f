import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mosOf } from "./mos.ts";

describe("how good a voice sounds", () => {
  it("is as good as it gets on a clean line nearby, fair with loss, bad when half of it is gone", () => {
    expect(mosOf({ lossPercent: 0, jitterMs: 1, roundTripMs: 10 })).toBeCloseTo(4.4, 1);
    // R = 93.2 - 0.024 * 80 - 95 * 5 / 30.1 = 75.5
    expect(mosOf({ lossPercent: 5, jitterMs: 10, roundTripMs: 67 })).toBeCloseTo(3.84, 1);
    expect(mosOf({ lossPercent: 50, jitterMs: 30, roundTripMs: 200 })).toBeLessThan(1.6);
  });

  it("suffers from delay beyond the 177 ms at which people begin to talk over each other", () => {
    const at = (roundTripMs: number) => mosOf({ lossPercent: 0, jitterMs: 0, roundTripMs });
    expect(at(100) - at(200)).toBeLessThan(0.1);
    expect(at(500) - at(600)).toBeGreaterThan(0.2);
  });

  it("never gets better by more loss, jitter or delay, and stays on the scale", () => {
    const path = fc.record({
      lossPercent: fc.double({ min: 0, max: 100, noNaN: true }),
      jitterMs: fc.double({ min: 0, max: 5_000, noNaN: true }),
      roundTripMs: fc.double({ min: 0, max: 5_000, noNaN: true }),
    });
    fc.assert(
      fc.property(path, path, (one, more) => {
        const worse = {
          lossPercent: Math.min(100, one.lossPercent + more.lossPercent),
          jitterMs: one.jitterMs + more.jitterMs,
          roundTripMs: one.roundTripMs + more.roundTripMs,
        };
        expect(mosOf(worse)).toBeLessThanOrEqual(mosOf(one) + 1e-9);
        expect(mosOf(one)).toBeGreaterThanOrEqual(1);
        expect(mosOf(one)).toBeLessThan(4.5);
      }),
    );
  });
});
