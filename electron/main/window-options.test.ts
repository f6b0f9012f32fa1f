import { describe, expect, it } from "vitest";
import { windowOptions } from "./window-options.ts";

describe("the walls of a window", () => {
  it("are all written out", () => {
    const bounds = { x: 0, y: 0, width: 1280, height: 800 };
    const { webPreferences } = windowOptions({ bounds, preload: "/p.cjs", isDark: false, icon: undefined });
    expect(webPreferences).toEqual({
      preload: "/p.cjs",
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: true,
      autoplayPolicy: "no-user-gesture-required",
      backgroundThrottling: false,
    });
  });
});
