import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs, createConnection } from "./connection.ts";
import { createChance, createFakeClock } from "./testing/fake-clock.ts";
import { createFakeLink } from "./testing/fake-link.ts";
import { createFakeServer } from "./testing/fake-server.ts";

describe("waiting before the next attempt", () => {
  it("is anything from at once on for the first, then from half of a limit to all of it, which rises and ends", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (attempt, chance) => {
          const [least, most] = [backoffMs(attempt, () => 0), backoffMs(attempt, () => 1)];
          expect(least).toBe(attempt === 0 ? 0 : most / 2);
          expect(most).toBeLessThanOrEqual(2_500);
          expect(backoffMs(attempt, () => chance)).toBeCloseTo(least + chance * (most - least));
        },
      ),
    );
    expect([0, 1, 2, 3, 60, 61].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
      250, 500, 800, 1_000, 1_000, 2_500,
    ]);
  });

  it("leaves a dead server in peace: at most one attempt a second on average", async () => {
    const clock = createFakeClock();
    const link = createFakeLink(createFakeServer(clock), clock);
    const connection = createConnection({
      transport: link,
      clock,
      random: createChance(7),
      catchUp: async () => {},
    });
    link.faults.down = true;
    connection.start();
    await clock.advance(120_000);
    expect(link.connects()).toBeLessThan(120);
    expect(link.connects()).toBeGreaterThan(20);
  });
});

/** When each of many desks tries, from the death of their server until it is back: the last attempt comes through. */
function herd(desks: number, outageMs: number, seed: number): readonly (readonly number[])[] {
  const random = createChance(seed);
  return Array.from({ length: desks }, () => {
    const tries: number[] = [];
    for (let attempt = 0, at = 0; at < outageMs || attempt === 0; attempt++) {
      at += backoffMs(attempt, random);
      tries.push(at);
    }
    return tries;
  });
}

/** The most of some moments that lie within a span of so long. */
function mostWithin(moments: readonly number[], spanMs: number): number {
  const sorted = moments.toSorted((left, right) => left - right);
  let [most, first] = [0, 0];
  for (const [last, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) > spanMs) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe("a thousand desks whose server died", () => {
  const outage = fc.integer({ min: 1_500, max: 20_000 });
  const seed = fc.integer({ min: 1, max: 1_000_000 });

  it("are all trying again within a second of its return, and never more than 250 of them within a tenth of one", () => {
    fc.assert(
      fc.property(outage, seed, (outageMs, chance) => {
        const back = herd(1_000, outageMs, chance).map((tries) => (tries.at(-1) ?? 0) - outageMs);
        expect(Math.max(...back)).toBeLessThanOrEqual(1_000);
        expect(mostWithin(back, 100)).toBeLessThanOrEqual(250);
      }),
      { numRuns: 40 },
    );
  });

  it("try no more than 1,600 times in any second while it is away, but for the very first", () => {
    fc.assert(
      fc.property(outage, seed, (outageMs, chance) => {
        const tries = herd(1_000, outageMs, chance).flat();
        expect(
          mostWithin(
            tries.filter((at) => at > 1_500),
            1_000,
          ),
        ).toBeLessThanOrEqual(1_600);
      }),
      { numRuns: 15 },
    );
  });
});
