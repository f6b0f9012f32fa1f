import { describe, expect, it } from "vitest";
import { mayUse, startPermissions } from "./permissions.ts";

const ours = { origin: "app://sidetone/", isMainFrame: true };

describe("what the page may use of the machine", () => {
  it.each([
    ["notifications", undefined],
    ["clipboard-sanitized-write", undefined],
    ["speaker-selection", undefined],
    ["media", ["audio"]],
    ["media", ["audio", "video"]],
  ])("our page may use %s %j", (permission, mediaTypes) => {
    expect(mayUse({ ...ours, permission, mediaTypes })).toBe(true);
  });

  it.each([
    "geolocation",
    "midi",
    "midiSysex",
    "pointerLock",
    "fullscreen",
    "openExternal",
    "clipboard-read",
    "display-capture",
    "hid",
    "serial",
    "usb",
    "bluetooth",
    "idle-detection",
    "storage-access",
    "top-level-storage-access",
    "window-management",
    "fileSystem",
    "keyboardLock",
    "mediaKeySystem",
    "unknown",
    "deprecated-sync-clipboard-read",
    "background-sync",
    "sensors",
  ])("our page may not use %s", (permission) => {
    expect(mayUse({ ...ours, permission })).toBe(false);
  });

  it("sharing the screen is not media that we grant", () => {
    expect(mayUse({ ...ours, permission: "media", mediaTypes: [] })).toBe(false);
    expect(mayUse({ ...ours, permission: "media", mediaTypes: ["unknown"] })).toBe(false);
    expect(mayUse({ ...ours, permission: "media" })).toBe(false);
  });

  it.each(["notifications", "media"])(
    "a foreign page or a frame inside ours may not use %s",
    (permission) => {
      const mediaTypes = ["audio"];
      expect(mayUse({ permission, mediaTypes, origin: "https://evil.example/", isMainFrame: true })).toBe(
        false,
      );
      expect(mayUse({ permission, mediaTypes, origin: "app://sidetone.evil/", isMainFrame: true })).toBe(
        false,
      );
      expect(mayUse({ permission, mediaTypes, origin: "app://sidetone/", isMainFrame: false })).toBe(false);
      expect(mayUse({ permission, mediaTypes, origin: undefined, isMainFrame: true })).toBe(false);
    },
  );

  it("all four of Electron's questions get an answer", async () => {
    // biome-ignore lint/suspicious/noExplicitAny: the fake keeps whatever handler it is given
    const handlers: Record<string, any> = {};
    const keep = (name: string) => (handler: unknown) => {
      handlers[name] = handler;
    };
    const chosen = [undefined, { id: "screen:0", name: "Entire screen" }];
    startPermissions(
      {
        setPermissionRequestHandler: keep("request"),
        setPermissionCheckHandler: keep("check"),
        setDevicePermissionHandler: keep("device"),
        setDisplayMediaRequestHandler: keep("display"),
      },
      async () => chosen.shift(),
    );

    const granted: boolean[] = [];
    handlers.request(null, "geolocation", (yes: boolean) => granted.push(yes), {
      requestingUrl: ours.origin,
      isMainFrame: true,
    });
    handlers.request(null, "notifications", (yes: boolean) => granted.push(yes), {
      requestingUrl: ours.origin,
      isMainFrame: true,
    });
    for (const requestingUrl of [ours.origin, "https://evil.example/"])
      handlers.request(null, "media", (yes: boolean) => granted.push(yes), {
        requestingUrl,
        isMainFrame: true,
        mediaTypes: [],
      });
    // To ask for a screen is open to our page; what it gets is the person's choice.
    expect(granted).toEqual([false, true, true, false]);
    expect(handlers.check(null, "media", "app://sidetone/", { isMainFrame: true, mediaType: "audio" })).toBe(
      true,
    );
    expect(handlers.check(null, "hid", "app://sidetone/", { isMainFrame: true })).toBe(false);
    expect(handlers.device()).toBe(false);
    const streams: unknown[] = [];
    for (let asked = 0; asked < 2; asked++)
      handlers.display({}, (given: unknown) => {
        streams.push(given);
        throw new Error("Electron 25 throws here");
      });
    await new Promise((resolve) => setImmediate(resolve));
    expect(streams).toEqual([{}, { video: { id: "screen:0", name: "Entire screen" } }]);
  });
});
