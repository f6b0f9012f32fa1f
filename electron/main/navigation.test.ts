import { describe, expect, it } from "vitest";
import { guardNavigation, type Navigable } from "./navigation.ts";

type Listener = (event: { preventDefault(): void; url?: string }, url?: unknown) => void;

function aPage(address = "app://sidetone/workspace") {
  const listeners = new Map<string, Listener>();
  let openWindow: ((details: { url: string; frameName: string }) => { action: string }) | undefined;
  const outside: string[] = [];
  const contents: Navigable = {
    on: (name, listener) => listeners.set(name, listener),
    getURL: () => address,
    setWindowOpenHandler: (handler) => {
      openWindow = handler;
    },
  };
  guardNavigation(contents, (url) => outside.push(url));
  const isStopped = (name: string, event: { url?: string }, url?: string) => {
    let stopped = false;
    listeners.get(name)?.({ ...event, preventDefault: () => (stopped = true) }, url);
    return stopped;
  };
  return { isStopped, outside, open: (url: string, frameName = "") => openWindow?.({ url, frameName }) };
}

describe("where a window may go", () => {
  it.each(["will-navigate", "will-redirect", "will-frame-navigate"])("%s stays on our own pages", (name) => {
    const page = aPage();
    expect(page.isStopped(name, { url: "app://sidetone/monitor" })).toBe(false);
    expect(page.isStopped(name, { url: "https://evil.example/" })).toBe(true);
    expect(page.isStopped(name, { url: "app://sidetone.evil/" })).toBe(true);
    expect(page.isStopped(name, {})).toBe(true);
    // The older way of telling the address
    expect(page.isStopped(name, {}, "app://sidetone/")).toBe(false);
    expect(page.isStopped(name, {}, "file:///etc/passwd")).toBe(true);
  });

  it("a webview is never attached", () => {
    expect(aPage().isStopped("will-attach-webview", {})).toBe(true);
  });

  it("our own page opens one empty window for the pictures of a call; no other page, and with no other address", () => {
    const name = "sidetone-pictures";
    expect(aPage().open("about:blank", name)).toMatchObject({ action: "allow" });
    expect(aPage().open("app://sidetone/", name)).toEqual({ action: "deny" });
    expect(aPage().open("about:blank", "another")).toEqual({ action: "deny" });
    expect(aPage("https://evil.example/").open("about:blank", name)).toEqual({ action: "deny" });
    expect(aPage("about:blank").open("about:blank", name)).toEqual({ action: "deny" });
  });

  it("no page opens any other window, not even of our own", () => {
    const page = aPage();
    expect(page.open("https://evil.example/")).toEqual({ action: "deny" });
    expect(page.open("app://sidetone/")).toEqual({ action: "deny" });
    expect(page.outside).toEqual(["https://evil.example/", "app://sidetone/"]);
  });
});
