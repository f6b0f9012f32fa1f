import { z } from "zod";

const Bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Bounds = z.infer<typeof Bounds>;

export const WindowState = z.object({ bounds: Bounds, maximized: z.boolean() });
export type WindowState = z.infer<typeof WindowState>;

export const SMALLEST = { width: 900, height: 600 };
const FIRST = { width: 1280, height: 800 };
/** As much of the title bar must be on a screen that a hand can get hold of it. */
const GRIP = { width: 120, height: 32 };

/** The bounds to open with: the kept ones when a screen still shows them, else the middle of the first screen. */
export function usableBounds(kept: unknown, screens: readonly Bounds[]): Bounds & { maximized: boolean } {
  const state = WindowState.safeParse(kept);
  const primary = screens[0] ?? { x: 0, y: 0, ...FIRST };
  if (state.success && screens.some((screen) => showsGrip(state.data.bounds, screen))) {
    const { x, y, width, height } = state.data.bounds;
    return {
      x,
      y,
      width: Math.max(SMALLEST.width, width),
      height: Math.max(SMALLEST.height, height),
      maximized: state.data.maximized,
    };
  }
  const width = Math.min(FIRST.width, primary.width);
  const height = Math.min(FIRST.height, primary.height);
  return {
    x: primary.x + Math.round((primary.width - width) / 2),
    y: primary.y + Math.round((primary.height - height) / 2),
    width,
    height,
    maximized: state.success && state.data.maximized,
  };
}

function showsGrip(window: Bounds, screen: Bounds): boolean {
  const seen = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const bar = window.y;
  return seen >= GRIP.width && bar >= screen.y && bar + GRIP.height <= screen.y + screen.height;
}
