import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs, createConnection } from "./connection.ts";
import { createChance, createFakeClock } from "./testing/fake-clock.ts";
import { createFakeLink } from "./testing/fake-link.ts";
import { createFakeServer } from "./testing/fake-server.ts";

describe("waiting before the next attempt", () => {
  it("is spread over the whole time from nothing to a bound that rises and ends", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (attempt, chance) => {
          const bound = backoffMs(attempt, () => 1);
          expect(bound).toBeLessThanOrEqual(5_000);
          expect(bound).toBeGreaterThanOrEqual(250);
          expect(backoffMs(attempt, () => chance)).toBeCloseTo(chance * bound);
        },
      ),
    );
    expect([0, 1, 2, 3, 20, 21].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
      250, 500, 1_000, 1_500, 1_500, 5_000,
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
