import type { Medium } from "../media.ts";
import type { ChosenStatus, StatusKey } from "./status.ts";

/** What the queues ask of a status before they offer something. */
export interface Availability {
  readonly status: StatusKey;
  readonly next: Pick<ChosenStatus, "status"> | null;
  /** Some device of his keeps its lease. */
  readonly present: boolean;
}

/** Why the queues pass somebody over, by his status alone. */
export type NotRoutable = "not_present" | "not_ready" | "leaves_next";

/** The first thing about a status that keeps the queues away; null: they may offer. */
export function statusObstacle({ status, next, present }: Availability): NotRoutable | null {
  if (!present) return "not_present";
  if (status !== "ready") return "not_ready";
  // He has said that he goes when he is done: nothing new begins.
  return next && next.status !== "ready" ? "leaves_next" : null;
}

/** True when the queues may offer him something, as far as his status goes. */
export const isRoutable = (one: Availability): boolean => statusObstacle(one) === null;

/** What somebody is doing; nobody chooses it. */
export const activities = ["idle", "offered", "in_service", "wrap_up"] as const;
export type Activity = (typeof activities)[number];

/** What he is doing, by what he has in hand: a conversation before its after-work, both before a ringing offer. */
export function activityOf(hand: {
  readonly conversations: number;
  readonly wrapUps: number;
  readonly offers: number;
}): Activity {
  if (hand.conversations > 0) return "in_service";
  if (hand.wrapUps > 0) return "wrap_up";
  return hand.offers > 0 ? "offered" : "idle";
}

/** While this is so, a status that was chosen as the next one waits. */
export const isBusy = (activity: Activity): boolean => activity === "in_service" || activity === "wrap_up";

/** How a medium's switch is shown: on and taken, on but nothing comes as he is not ready, or off. */
export const shownSwitch = (on: boolean, status: StatusKey): "on" | "paused" | "off" =>
  !on ? "off" : status === "ready" ? "on" : "paused";

/** Which media somebody takes: those that some device of his, connected now, has switched on. */
export const takesMedium = (devices: readonly Readonly<Record<Medium, boolean>>[], medium: Medium): boolean =>
  devices.some((device) => device[medium]);
