import type { Tell } from "./news.ts";

type PowerMonitor = { on(name: "resume", listener: () => void): unknown };

type PowerDeps = { monitor: PowerMonitor; tell: Tell; wokeUp(): void; log: (what: string) => void };

/** After a sleep no connection can be trusted, whatever it says of itself: the page is told to resync. */
export function startPower({ monitor, tell, wokeUp, log }: PowerDeps): void {
  monitor.on("resume", () => {
    log("power.resumed");
    wokeUp();
    tell("power.resumed", { at: Date.now() });
  });
}
