import { type ConditionCode, conditionCodes } from "./conditions.ts";
import { type OrderCode, orderCodes } from "./selection.ts";

type Code = ConditionCode | OrderCode;

/** So many who were not chosen for one reason; `who`: those of them who are known by name. */
export interface Passed {
  readonly code: Code;
  readonly people: number;
  readonly who: readonly string[];
}

/** What is kept of a decision with the offer that came of it, so that it can be told for ever why it rang just there. */
export interface KeptDecision {
  readonly queueId: string;
  readonly groupId: string | null;
  readonly waitedSeconds: number;
  /** How many could have had it, the chosen included. */
  readonly free: number;
  /** Of the chosen, at that moment; null when it rang at several desks at once. */
  readonly chosen: { readonly idleSeconds: number; readonly conversations: number } | null;
  /** Why the others were not chosen, those who came nearest first. */
  readonly reasons: readonly Passed[];
}

/** So many are kept by name; of the rest the number, so that a decision among hundreds takes no more room. */
export const mostNamed = 40;

/** Whether it kept somebody from it who was free: only somebody else came before him. */
export const wasFree = (code: Code): boolean => (orderCodes as readonly Code[]).includes(code);

/** Whoever was free came nearer than who was not, and of these whoever failed at a later condition. */
const nearness: readonly Code[] = [...orderCodes, ...[...conditionCodes].reverse()];

/** Gathers by reason, the nearest first. */
export function keptReasons(passed: readonly Passed[]): Passed[] {
  let left = mostNamed;
  return [...Map.groupBy(passed, ({ code }) => code)]
    .sort(([a], [b]) => nearness.indexOf(a) - nearness.indexOf(b))
    .map(([code, all]) => {
      const who = all.flatMap((one) => one.who).slice(0, left);
      left -= who.length;
      return { code, people: all.reduce((sum, { people }) => sum + people, 0), who };
    });
}
