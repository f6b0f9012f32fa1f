import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppPath } from "../../shared/bridge/desktop.ts";
import { isThere, places } from "../../shared/permissions/places.ts";
import { deepLinkIn, parseDeepLink } from "./deep-link.ts";

const id = "018f2c1e-5b7a-7c3d-9e21-0a1b2c3d4e5f";

describe("a deep link from outside", () => {
  it("opens the conversation it names", () => {
    expect(parseDeepLink(`sidetone://conversation/${id}`)).toBe(`/workspace/${id}`);
    expect(parseDeepLink(`SIDETONE://Conversation/${id.toUpperCase()}`)).toBe(`/workspace/${id}`);
    expect(parseDeepLink("sidetone://workspace")).toBe("/workspace");
    expect(parseDeepLink("sidetone://")).toBe("/");
  });

  it("opens every place of the menus that is built, and one person's page", () => {
    for (const place of places)
      expect(parseDeepLink(`sidetone:/${place.path}`)).toBe(isThere(place) ? place.path : undefined);
    expect(parseDeepLink("sidetone://setup")).toBe("/setup");
    expect(parseDeepLink(`sidetone://user/${id}`)).toBe(`/setup/users/${id}`);
  });

  it("fills the softphone with a number", () => {
    expect(parseDeepLink("tel:+39-06-6982-1234")).toBe("/dial/+390669821234");
    expect(parseDeepLink("CALLTO:+55%2011%2098765%204321")).toBe("/dial/+5511987654321");
  });

  it.each([
    "sidetone://--inspect",
    "sidetone:--inspect",
    "sidetone://dial/*21*5511999#",
    "sidetone://conversation/1",
    "sidetone://user/1",
    "sidetone://setup/nowhere",
    "sidetone://setup/users/1",
    "sidetone:///users",
    "sidetone://conversation/../../etc",
    `sidetone://conversation/${id}/x`,
    `sidetone://conversation/${id}?x=1`,
    "sidetone://conversation/%00",
    "sidetone://__proto__/x",
    "sidetone://constructor",
    `sidetone://${"a".repeat(10_000)}`,
    "https://conversation/1",
    "javascript:alert(1)",
    "tel:*21*5511999#",
    "tel:12",
    "tel:+5511999;ext=1/../..",
    "callto:somebody",
  ])("does nothing for %j", (link) => {
    expect(parseDeepLink(link)).toBeUndefined();
  });

  it("is found wherever Chromium put it in the command line", () => {
    const argv = [
      "/usr/bin/sidetone",
      "--allow-file-access",
      `sidetone://conversation/${id}`,
      "--no-sandbox",
    ];
    expect(deepLinkIn(argv)).toBe(`/workspace/${id}`);
    expect(deepLinkIn(["/usr/bin/sidetone", "--x=sidetone://workspace"])).toBeUndefined();
  });

  it("leads to a place inside the app, or nowhere, whatever is sent", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((rest) => `sidetone://${rest}`),
          fc.webUrl(),
        ),
        (link) => {
          const path = parseDeepLink(link);
          expect(path === undefined || AppPath.safeParse(path).success).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
