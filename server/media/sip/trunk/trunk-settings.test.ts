import { describe, expect, it } from "vitest";
import { aTrunk } from "../testing/a-trunk.ts";
import { createSourceList, TrunkSettings } from "./trunk-settings.ts";

describe("the settings of a line", () => {
  it("a carrier's addresses are taken one by one or in ranges, and nobody else is known", () => {
    const known = createSourceList(["192.0.2.0/24", "198.51.100.7", "2001:db8::/32"]);
    const tried = [
      "192.0.2.200",
      "192.0.3.1",
      "198.51.100.7",
      "198.51.100.8",
      "2001:db8::5",
      "2001:db9::5",
      "carrier",
    ];

    expect(tried.map(known)).toEqual([true, false, true, false, true, false, false]);
  });

  it.each([
    ["a range that is none", { sources: ["192.0.2.0/33"] }],
    ["a name among the addresses", { sources: ["carrier.example"] }],
    ["a domain with a header in it", { domain: "carrier.example\r\nX: y" }],
    ["a user who closes the quotes", { account: { user: 'a", realm="b', password: "x" } }],
    ["a prefix with a joker", { allowedPrefixes: ["+39*"] }],
    ["no codec", { codecs: [] }],
  ])("are refused with %s", (_name, wrong) => {
    expect(TrunkSettings.safeParse(aTrunk()).success).toBe(true);
    expect(TrunkSettings.safeParse({ ...aTrunk(), ...wrong }).success).toBe(false);
  });
});
