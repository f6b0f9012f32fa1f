import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyListener, createKeyPresser, type KeyPress } from "./telephone-event.ts";

/** Everything that a presser sends for these keys, with the timestamps that the sender would give it. */
function packetsOf(digits: string) {
  const presser = createKeyPresser();
  presser.press(digits);
  const packets: { timestamp: number; payload: Buffer }[] = [];
  for (let frame = 0, next = presser.next(); next; frame++, next = presser.next())
    if (next !== "pause")
      packets.push({ timestamp: (frame - next.framesSinceStart) * 160, payload: next.payload });
  return packets;
}

function heardOf(packets: readonly { timestamp: number; payload: Buffer }[]): KeyPress[] {
  const heard: KeyPress[] = [];
  const listener = createKeyListener((press) => heard.push(press));
  for (const packet of packets) listener.hear(packet);
  listener.sound(1_000_000);
  return heard;
}

describe("keys of a phone", () => {
  it("pressed here are heard there, in order, each once, 100 ms long", () => {
    expect(heardOf(packetsOf("42#,*A"))).toEqual(
      ["4", "2", "#", "*", "A"].map((key) => ({ key, durationMs: 100 })),
    );
  });

  it("are all heard while of each at least one packet arrives", () => {
    const digits = fc.stringMatching(/^[0-9*#A-D]{1,10}$/);
    fc.assert(
      fc.property(digits, fc.infiniteStream(fc.integer({ min: 0, max: 6 })), (pressed, lost) => {
        const packets = packetsOf(pressed);
        const starts = [...new Set(packets.map(({ timestamp }) => timestamp))];
        const arrived = starts.flatMap((start) => {
          const ofKey = packets.filter(({ timestamp }) => timestamp === start);
          const kept = lost.next().value ?? 0;
          return ofKey.filter((_, at) => at === kept || (lost.next().value ?? 0) > 3);
        });
        expect(
          heardOf(arrived)
            .map(({ key }) => key)
            .join(""),
        ).toBe(pressed);
      }),
      { numRuns: 200 },
    );
  });

  it("that do not exist are not pressed, and neither is anything with them", () => {
    const presser = createKeyPresser();

    expect(presser.press("12x")).toBe(false);
    expect(presser.next()).toBeUndefined();
    expect(
      heardOf([
        { timestamp: 1, payload: Buffer.from([16, 0x80, 0, 160]) },
        { timestamp: 2, payload: Buffer.from([1]) },
      ]),
    ).toEqual([]);
  });
});
