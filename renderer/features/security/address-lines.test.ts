import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOf, surelyOutside } from "./address-lines.ts";

describe("the list of addresses", () => {
  it("is what stands on its lines, whatever separates them", () => {
    expect(linesOf(" 10.0.0.1\n\n192.0.2.0/24 , 2001:db8::/32;\n")).toEqual([
      "10.0.0.1",
      "192.0.2.0/24",
      "2001:db8::/32",
    ]);
  });

  it.each([
    ["192.0.2.7", ["192.0.2.0/24"], false],
    ["::ffff:192.0.2.7", ["192.0.2.7"], false],
    ["192.0.3.7", ["192.0.2.0/24", "10.0.0.0/8"], true],
    ["10.255.255.255", ["10.0.0.0/8"], false],
    ["192.0.2.7", ["2001:db8::/32"], true],
    ["192.0.2.7", [], false],
    ["2001:db8::1", ["192.0.2.0/24"], false],
  ])("%s is warned of with %j: %s", (address, list, warned) => {
    expect(surelyOutside(address, list)).toBe(warned);
  });

  it("never warns of an address whose own range is on it", () => {
    void fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.array(fc.ipV4()), (mine, bits, others) => {
        expect(surelyOutside(mine, [...others, `${mine}/${bits}`])).toBe(false);
      }),
    );
  });
});
