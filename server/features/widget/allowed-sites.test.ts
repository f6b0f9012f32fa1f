import { describe, expect, it } from "vitest";
import { frameAncestors, isAllowedSite, originOf } from "./allowed-sites.ts";

describe("the sites that may carry the widget", () => {
  const sites = ["https://shop.example", "https://*.lumina.example", "http://localhost:7101"];

  it.each([
    "https://shop.example",
    "https://www.lumina.example",
    "https://a.b.lumina.example",
    "http://localhost:7101",
  ])("take %s", (origin) => expect(isAllowedSite(origin, sites)).toBe(true));

  it.each([
    "http://shop.example",
    "https://shop.example:8443",
    "https://www.shop.example",
    "https://shop.example.evil.test",
    "https://evil-shop.example",
    "https://lumina.example",
    "https://evillumina.example",
    "https://lumina.example.evil.test",
    "http://www.lumina.example",
    "https://www.lumina.example:444",
    "http://localhost:7102",
    "https://shop.example/",
    "https://shop.example@evil.test",
    "null",
    "file://",
    "",
    "*",
  ])("do not take %j", (origin) => expect(isAllowedSite(origin, sites)).toBe(false));

  it("allow nothing when the list is empty, or holds a bare star", () => {
    expect(isAllowedSite("https://shop.example", [])).toBe(false);
    for (const star of ["*", "https://*", "https://*.", "https://*.example", "https://s*.example"])
      expect(isAllowedSite("https://shop.example", [star])).toBe(false);
  });

  it("stand in frame-ancestors as sources only, whatever somebody has put on the list", () => {
    const hostile = [...sites, "https://a.example/path?q", "; script-src *", "'none'", "javascript:alert(1)"];
    expect(frameAncestors(hostile)).toEqual([...sites, "https://a.example"]);
  });

  it("are read from a Referer without its path", () => {
    expect(originOf("https://shop.example/cart?x=1")).toBe("https://shop.example");
    expect(originOf("data:text/html,x")).toBeUndefined();
  });
});
