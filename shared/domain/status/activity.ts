import type { StatusKey } from "./status.ts";

/** What somebody is doing; nobody chooses it. A conversation counts before its after-work, both before a ringing offer. */
export const activities = ["idle", "offered", "in_service", "wrap_up"] as const;
export type Activity = (typeof activities)[number];

/** While this is so, a status that was chosen as the next one waits. */
export const isBusy = (activity: Activity): boolean => activity === "in_service" || activity === "wrap_up";

/** How a medium's switch is shown: on and taken, on but nothing comes as he is not ready, or off. */
export const shownSwitch = (on: boolean, status: StatusKey): "on" | "paused" | "off" =>
  !on ? "off" : status === "ready" ? "on" : "paused";
