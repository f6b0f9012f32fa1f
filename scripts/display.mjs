import { spawnSync } from "node:child_process";

/** Whether a window can be shown. */
export const hasDisplay = () =>
  process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

export const hasXvfb = () => spawnSync("xvfb-run", ["--help"], { stdio: "ignore" }).error === undefined;

/**
 * Wraps a command so that it runs on a virtual display. Without -noreset the X server resets when its last client
 * leaves, and the next start races it.
 */
export const onVirtualDisplay = (command, words) => [
  "xvfb-run",
  ["-a", "-s", "-screen 0 1600x1000x24 -noreset", command, ...words],
];
