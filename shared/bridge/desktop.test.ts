import { describe, expect, it } from "vitest";
import { AppPath, desktop } from "./desktop.ts";

describe("what a page may ask of the operating system", () => {
  it("is exactly this list: a change here is a security review", () => {
    expect({ calls: Object.keys(desktop.calls), news: Object.keys(desktop.news) }).toMatchInlineSnapshot(`
      {
        "calls": [
          "app.info",
          "auth.secondFactor",
          "auth.signIn",
          "auth.signOut",
          "auth.state",
          "badge.set",
          "external.open",
          "notification.close",
          "notification.show",
          "server.address.get",
          "server.address.set",
          "theme.set",
          "window.attention",
          "window.openSecond",
        ],
        "news": [
          "auth.changed",
          "notification.clicked",
          "path.requested",
          "power.resumed",
        ],
      }
    `);
  });

  it("declares every name that the preload lets through, and no other", () => {
    expect(Object.keys(desktop.calls).sort()).toEqual([...desktop.callNames].sort());
    expect(Object.keys(desktop.news).sort()).toEqual([...desktop.newsNames].sort());
  });

  it.each([
    "//evil.example/",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    "/a b",
    "a",
  ])("does not take %j for a place inside the app", (path) => {
    expect(AppPath.safeParse(path).success).toBe(false);
  });

  it.each(["/", "/workspace/c/018f?tab=history#end", "/monitor"])(
    "takes %j for a place inside the app",
    (path) => {
      expect(AppPath.safeParse(path).success).toBe(true);
    },
  );

  it("refuses a field that nobody declared", () => {
    const asked = { id: "1", title: "New offer", body: "", path: "/", icon: "file:///etc/passwd" };
    expect(desktop.calls["notification.show"].input.safeParse(asked).success).toBe(false);
  });
});
