import type { Tell } from "./news.ts";

type PowerMonitor = { on(name: "resume", listener: () => void): unknown };

/** After a sleep no connection can be trusted, whatever it says of itself: the page is told to resync. */
export function startPower(monitor: PowerMonitor, tell: Tell, log: (what: string) => void): void {
  monitor.on("resume", () => {
    log("power.resumed");
    tell("power.resumed", { at: Date.now() });
  });
}
