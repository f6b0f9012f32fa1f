import type { Texts, TimedTexts } from "../texts.ts";

/** What a trigger waits for: too long in the queue, an agent who does not answer, a customer who does not. */
export const triggerTypes = ["queue_timeout", "agent_inactivity", "customer_inactivity"] as const;
export type TriggerType = (typeof triggerTypes)[number];

/** What is done in the end: on or back to a queue, as each type does it, or closed. */
export const triggerActions = ["transfer", "close"] as const;
export type TriggerAction = (typeof triggerActions)[number];

/** The actions that each type knows, the usual first. */
export const actionsOf: Readonly<Record<TriggerType, readonly TriggerAction[]>> = {
  queue_timeout: ["close", "transfer"],
  agent_inactivity: ["transfer", "close"],
  customer_inactivity: ["close"],
};

export const triggerLimits = {
  seconds: { least: 10, most: 86_400 },
  steps: 10,
  text: 1_000,
} as const;

/** The parts of a trigger that decide when it acts. */
export interface TriggerTimes {
  readonly seconds: number;
  readonly steps: TimedTexts;
}

/** From the silence's beginning to the end, seconds. */
export const wholeSeconds = ({ seconds, steps }: TriggerTimes): number =>
  steps.reduce((sum, step) => sum + step.seconds, seconds);

/** How far a trigger has come in one silence. */
export interface TriggerProgress {
  /** Messages that have been sent; the end is not one of them. */
  readonly steps: number;
  /** Seconds since the last of them, or since the silence began. */
  readonly waited: number;
}

/** What a trigger does now: nothing yet, the message of a series, or the end. */
export type TriggerAct =
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "say"; readonly step: number }
  | { readonly kind: "end" };

/**
 * The one rule of time. Every message is counted from the one before, so that after an interruption of the server a
 * customer is not sent the whole series at once, and is never closed without having had the time that he was promised.
 */
export function nextAct(trigger: TriggerTimes, { steps, waited }: TriggerProgress): TriggerAct {
  const step = trigger.steps[steps];
  const due = step?.seconds ?? trigger.seconds;
  if (waited < due) return { kind: "wait", seconds: due - waited };
  return step ? { kind: "say", step: steps } : { kind: "end" };
}

interface AdvisedTrigger extends TriggerTimes {
  readonly type: TriggerType;
  readonly channel: string;
  readonly enabled: boolean;
}

/**
 * Agent inactivity should be longer than customer inactivity: otherwise a pause in which nobody writes takes the
 * conversation away from an agent sooner than it warns the customer. Null: nothing to advise.
 */
export function adviceOn(
  all: readonly AdvisedTrigger[],
  channel: string,
): { readonly agentSeconds: number; readonly customerSeconds: number } | null {
  const of = (type: TriggerType) =>
    all.find((one) => one.type === type && one.channel === channel && one.enabled);
  const agent = of("agent_inactivity");
  const customer = of("customer_inactivity");
  if (!agent || !customer) return null;
  const agentSeconds = wholeSeconds(agent);
  const customerSeconds = wholeSeconds(customer);
  return agentSeconds > customerSeconds ? null : { agentSeconds, customerSeconds };
}

/** A trigger before anybody has changed it. */
export interface FreshTrigger extends TriggerTimes {
  readonly action: TriggerAction;
  readonly texts: Texts;
}
