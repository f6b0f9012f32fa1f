import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAddressCheck, rangeProblem } from "./address-list.ts";

describe("a list of addresses", () => {
  it("lets everybody in when it is empty", () => {
    expect(createAddressCheck([])("203.0.113.7")).toBe(true);
  });

  it.each([
    ["10.0.0.0/8", "10.255.0.1", "11.0.0.1"],
    ["10.1.2.3/8", "10.9.9.9", "9.9.9.9"],
    ["192.0.2.7", "192.0.2.7", "192.0.2.8"],
    ["192.0.2.7", "::ffff:192.0.2.7", "::ffff:192.0.2.8"],
    ["2001:db8::/32", "2001:db8:1::5", "2001:db9::5"],
    ["2001:db8::1", "2001:0db8:0:0::0001", "2001:db8::2"],
    ["fe80::/10", "fe80::1%eth0", "2001:db8::1"],
    ["0.0.0.0/0", "203.0.113.7", "2001:db8::1"],
    ["::/0", "2001:db8::1", "203.0.113.7"],
  ])("%s lets %s in and %s not", (range, inside, outside) => {
    const allows = createAddressCheck([range]);
    expect([allows(inside), allows(outside)]).toEqual([true, false]);
  });

  it("lets nobody in who has no address", () => {
    for (const no of ["", "unknown", "1.2.3", "10.0.0.1, 10.0.0.2"])
      expect(createAddressCheck(["0.0.0.0/0", "::/0"])(no)).toBe(false);
  });

  it("agrees with arithmetic for every IPv4 range and address", () => {
    const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    const number = (parts: number[]) => parts.reduce((all, part) => all * 256 + part, 0);
    fc.assert(
      fc.property(octets, octets, fc.integer({ min: 0, max: 32 }), (base, address, prefix) => {
        const size = 2 ** (32 - prefix);
        const same = Math.floor(number(base) / size) === Math.floor(number(address) / size);
        expect(createAddressCheck([`${base.join(".")}/${prefix}`])(address.join("."))).toBe(same);
      }),
    );
  });

  it.each([
    "10.0.0.0/33",
    "10.0.0/8",
    "2001:db8::/129",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "fe80::1%eth0",
    "example.com",
    "1/2",
    "10.0.0.0/",
  ])("has no place for %s", (range) => expect(rangeProblem(range)).not.toBeNull());
});
