import fc from "fast-check";
import { expect, it } from "vitest";
import { createPacketOrder, sequenceGap } from "./packet-order.ts";

/** What comes out, when packets of these numbers come in. */
function ordered(sequences: readonly number[]): number[] {
  const order = createPacketOrder();
  return sequences.flatMap((sequence) => order.push({ sequence }).map((packet) => packet.sequence));
}

it("packets that overtake each other a little are put in order, around the end of the numbers too", () => {
  expect(ordered([65_533, 65_535, 65_534, 1, 0, 1, 2])).toEqual([65_533, 65_534, 65_535, 0, 1, 2]);
});

it("a lost packet is waited for no longer than three others take", () => {
  const order = createPacketOrder();
  const out = [1, 3, 4, 5, 6, 2, 7].map((sequence) =>
    order.push({ sequence }).map((packet) => packet.sequence),
  );

  expect(out).toEqual([[1], [], [], [], [3, 4, 5, 6], [], [7]]);
  expect(order.counts()).toEqual({ received: 7, lost: 1, late: 1 });
});

it("a stream that begins anew elsewhere is followed", () => {
  expect(ordered([10, 11, 40_000, 40_001])).toEqual([10, 11, 40_000, 40_001]);
});

it("whatever comes, what goes out only ever goes forward", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 300 }), (sequences) => {
      const out = ordered(sequences);
      for (const [at, sequence] of out.entries())
        if (at > 0) expect(sequenceGap(out[at - 1] as number, sequence)).toBeGreaterThan(0);
    }),
  );
});
