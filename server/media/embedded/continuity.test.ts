import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignSlots } from "./assign-slots.ts";
import { createContinuity } from "./continuity.ts";

const ahead = (from: number, to: number, size: number) => (((to - from) % size) + size) % size;

describe("one stream out of changing sources", () => {
  it("numbers go on by one packet and by the time that has passed, whoever speaks", () => {
    const source = fc.record({
      name: fc.constantFrom("customer", "anna", "sofia"),
      count: fc.integer({ min: 1, max: 20 }),
      sequence: fc.nat({ max: 0xffff }),
      timestamp: fc.nat({ max: 0xffffffff }),
    });
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 8 }), (turns) => {
        const stream = createContinuity(48_000);
        const out: { sequence: number; timestamp: number }[] = [];
        let at = 0;
        for (const [turn, { name, count, sequence, timestamp }] of turns.entries())
          for (let packet = 0; packet < count; packet++) {
            const given = (sequence + packet) % 0x10000;
            at += 20;
            out.push({
              ...stream.next(`${name}${turn}`, given, (timestamp + packet * 960) % 0x100000000, at),
            });
          }
        for (const [index, one] of out.entries()) {
          const before = out[index - 1];
          if (!before) continue;
          expect(ahead(before.sequence, one.sequence, 0x10000)).toBe(1);
          expect(ahead(before.timestamp, one.timestamp, 0x100000000)).toBe(960);
        }
      }),
    );
  });

  it("what the network lost or turned round stays so, and a late packet does not turn the count back", () => {
    const stream = createContinuity(8_000);
    const sent = [10, 11, 13, 12].map(
      (sequence) => stream.next("phone", sequence, sequence * 160, sequence * 20).sequence,
    );
    const start = sent[0] ?? 0;
    expect(sent.map((sequence) => sequence - start)).toEqual([0, 1, 3, 2]);
    expect(stream.next("anna", 5, 0, 300).sequence - start).toBe(4);
  });
});

describe("slots", () => {
  it("keep who speaks where he is, fill with those who come, and name those who find no room", () => {
    const { slots } = assignSlots([null, null, null], ["customer", "anna"]);
    expect(slots).toEqual(["customer", "anna", null]);
    expect(assignSlots(slots, ["anna", "sofia"]).slots).toEqual(["sofia", "anna", null]);
    expect(assignSlots(["a", "b"], ["b", "c", "d"])).toEqual({ slots: ["c", "b"], leftOut: ["d"] });
    expect(assignSlots(["a", "b"], [])).toEqual({ slots: [null, null], leftOut: [] });
  });
});
