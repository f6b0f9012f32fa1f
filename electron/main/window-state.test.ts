import { describe, expect, it } from "vitest";
import { usableBounds } from "./window-state.ts";

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const monitor = { x: 1440, y: -200, width: 2560, height: 1440 };
const kept = (x: number, y: number, width = 1200, height = 700, maximized = false) => ({
  bounds: { x, y, width, height },
  maximized,
});

describe("where a window opens", () => {
  it("opens where it was, also on the second screen", () => {
    expect(usableBounds(kept(1600, -100), [laptop, monitor])).toEqual({
      x: 1600,
      y: -100,
      width: 1200,
      height: 700,
      maximized: false,
    });
  });

  it.each([
    ["the second screen is gone", kept(1600, -100), [laptop]],
    ["its title bar would be above the screen", kept(100, -500), [laptop]],
    ["its title bar would be under the screen", kept(100, 890), [laptop]],
    ["only a sliver would be seen", kept(1400, 100), [laptop]],
    ["nothing was kept", undefined, [laptop]],
    ["the file was tampered with", { bounds: { x: "0", y: 0, width: 1e9, height: null } }, [laptop]],
  ])("opens in the middle of the first screen when %s", (_why, state, screens) => {
    expect(usableBounds(state, screens)).toEqual({
      x: 80,
      y: 50,
      width: 1280,
      height: 800,
      maximized: false,
    });
  });

  it("is never smaller than what can be worked with, and fits a small screen", () => {
    expect(usableBounds(kept(10, 10, 200, 50), [laptop])).toMatchObject({ width: 900, height: 600 });
    expect(usableBounds(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }])).toMatchObject({
      x: 0,
      y: 0,
      width: 1024,
      height: 700,
    });
  });

  it("is maximised again, wherever it has to open", () => {
    expect(usableBounds(kept(9999, 0, 1200, 700, true), [laptop]).maximized).toBe(true);
  });
});
