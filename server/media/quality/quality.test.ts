import { describe, expect, it } from "vitest";
import { createLevelMeter } from "./level-meter.ts";
import { createStreamQuality } from "./stream-quality.ts";

/** Packets of 20 ms from a number on, some of them lost. */
function stream(first: number, count: number, isLost: (index: number) => boolean = () => false) {
  const quality = createStreamQuality(48_000);
  for (let index = 0; index < count; index++)
    if (!isLost(index)) quality.add((first + index) % 0x1_0000, (index * 960) % 0x1_0000_0000, index * 20);
  return quality;
}

describe("how a stream arrives", () => {
  it("loses nothing and does not waver on a clean line, over the end of the numbers too", () => {
    expect(stream(65_000, 1_000).read()).toEqual({ received: 1_000, lost: 0, lossPercent: 0, jitterMs: 0 });
  });

  it("counts what is missing, and forgets in its percentage what is long ago", () => {
    expect(stream(0, 400, (index) => index % 10 === 5).read()).toMatchObject({ lost: 40, lossPercent: 10 });
    const early = stream(0, 1_500, (index) => index < 100 && index % 2 === 1).read();
    expect(early).toMatchObject({ lost: 50, lossPercent: 0 });
  });

  it("takes a late packet for late and not for lost, and a sender that begins anew for no loss", () => {
    const quality = createStreamQuality(48_000);
    for (const [index, sequence] of [10, 11, 13, 12, 14, 40_000, 40_001].entries())
      quality.add(sequence, index * 960, index * 20);
    expect(quality.read()).toMatchObject({ received: 7, lost: 0 });
  });

  it("measures the jitter by the formula of RFC 3550", () => {
    const quality = createStreamQuality(48_000);
    // Every second packet 10 ms late: each difference is 10 ms, to which the mean runs up.
    for (let index = 0; index < 500; index++)
      quality.add(index, index * 960, index * 20 + (index % 2 === 0 ? 0 : 10));
    expect(quality.read().jitterMs).toBeCloseTo(10, 3);
  });
});

describe("a level meter", () => {
  it("shows the loudest of the moment, then silence, and how long ago it was", () => {
    const meter = createLevelMeter();
    expect(meter.read(0)).toBeUndefined();
    for (const [index, level] of [-60, -12, -50].entries()) meter.add(level, 1_000 + index * 20);
    expect(meter.read(1_100)).toEqual({ level: -12, agoMs: 60 });
    expect(meter.read(1_300)?.level).toBe(-12);
    expect(meter.read(3_040)).toEqual({ level: -127, agoMs: 2_000 });
  });

  it("does not know how loud somebody is who does not say", () => {
    const meter = createLevelMeter();
    meter.add(null, 1_000);
    expect(meter.read(1_000)).toEqual({ level: null, agoMs: 0 });
  });
});
