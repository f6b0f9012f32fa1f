import { describe, expect, it } from "vitest";
import { isOwnPage, pageAddress } from "./own-page.ts";

describe("telling our own page from others", () => {
  it.each(["app://sidetone/", "app://sidetone/workspace/1?x#y"])("knows %j", (address) => {
    expect(isOwnPage(address)).toBe(true);
  });

  it.each([
    "app://sidetone.evil/",
    "app://sidetone@evil/",
    "app://user:pass@sidetone/",
    "app://sidetone:8080/",
    "app:sidetone",
    "https://sidetone/",
    "file:///app://sidetone/",
    "about:blank",
    "data:text/html,app://sidetone/",
    "",
    undefined,
    null,
  ])("does not take %j for it", (address) => {
    expect(isOwnPage(address)).toBe(false);
  });

  it("opens the first page in place of an address that is no place of ours", () => {
    expect(pageAddress("/monitor")).toBe("app://sidetone/monitor");
    expect(pageAddress("//evil.example")).toBe("app://sidetone/");
    expect(pageAddress("https://evil.example")).toBe("app://sidetone/");
  });
});
