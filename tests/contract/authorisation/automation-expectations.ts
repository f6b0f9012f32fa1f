import { freshTriggers } from "#shared/domain/triggers/index.ts";
import { about, type Expectation, plain } from "./expectation.ts";

const stale = 999_999;
const trigger = { type: "queue_timeout", channel: "web", enabled: false, ...freshTriggers.queue_timeout };
const missed = (more: object = {}, ...fine: Expectation["fine"]) =>
  about("missed", "conversation.take", (missedId) => ({ missedId, ...more }), ...fine);

/** Triggers, and those whom nobody answered. */
export const automationExpectations: Readonly<Record<string, Expectation>> = {
  "triggers.list": plain("triggers.manage", {}),
  "triggers.create": plain("triggers.manage", trigger, "trigger.taken", 200),
  "triggers.update": about(
    "trigger",
    "triggers.manage",
    (triggerId) => ({ triggerId, version: stale, enabled: true }),
    "record.stale",
  ),
  "triggers.remove": about("trigger", "triggers.manage", (triggerId) => ({ triggerId })),

  "missed.list": plain("conversation.take", {}),
  "missed.take": missed(),
  "missed.release": missed(),
  "missed.note": missed({ note: "Called", seen: null }),
  "missed.done": missed(),
  "missed.undo": missed({}, "missed.too_late"),
};
