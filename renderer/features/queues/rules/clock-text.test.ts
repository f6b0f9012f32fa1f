import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moveTime, readTime, shareOfDay } from "./clock-text.ts";

describe("a time that somebody types", () => {
  it.each([
    ["9", "09:00"],
    ["930", "09:30"],
    ["0930", "09:30"],
    ["9:5", "09:05"],
    ["18.45", "18:45"],
    ["18h", "18:00"],
    ["24", "24:00"],
    [" 7:00 ", "07:00"],
  ])("%j is %s", (text, time) => expect(readTime(text)).toBe(time));

  it.each(["", "25", "24:01", "9:75", "noon", "12345"])("%j is none", (text) =>
    expect(readTime(text)).toBeNull(),
  );
});

describe("a time that is moved", () => {
  it("stays within the day and can be read again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_440 }), fc.integer({ min: -3_000, max: 3_000 }), (at, by) => {
        const moved = moveTime(moveTime("00:00", at), by);
        expect(readTime(moved)).toBe(moved);
        expect(shareOfDay(moved)).toBeCloseTo((Math.min(1_440, Math.max(0, at + by)) / 1_440) * 100);
      }),
    );
  });
});
