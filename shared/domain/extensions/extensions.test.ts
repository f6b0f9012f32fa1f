import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeExtensions, isExtension, isReserved } from "./extensions.ts";

describe("extensions that are generated", () => {
  it("begin at 101, and leave out what somebody has and what calls for help", () => {
    expect(freeExtensions(new Set(["102"]), 3, 4)).toEqual(["101", "103", "104", "105"]);
    expect(freeExtensions(new Set(), 3, 900)).not.toContain("112");
  });

  it("are free, different, of the wanted length, and as many as there are", () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 999_999 })),
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 0, max: 200 }),
        (numbers, digits, count) => {
          const taken = new Set(numbers.map(String));
          const free = freeExtensions(taken, digits, count);
          expect(new Set(free).size).toBe(free.length);
          for (const one of free) {
            expect(isExtension(one) && one.length === digits).toBe(true);
            expect(taken.has(one) || isReserved(one)).toBe(false);
          }
          if (digits > 2 && numbers.length < 500) expect(free.length).toBe(count);
        },
      ),
    ));
});
