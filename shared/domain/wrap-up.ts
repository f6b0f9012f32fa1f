import type { QueueRules } from "./queue-rules.ts";

/** After-contact work as it stands at a moment. */
export interface WrapUpTime {
  readonly elapsedMs: number;
  /** null: there is no limit. Never below nothing. */
  readonly leftMs: number | null;
  readonly overdue: boolean;
  /** How much of its time is gone, 0 to 1; 0 without a limit. */
  readonly share: number;
}

/** The clock of after-contact work: from the end of the conversation, until its time is over. */
export function wrapUpTime(
  { startedAt, until }: { readonly startedAt: string; readonly until: string | null },
  now: number,
): WrapUpTime {
  const start = Date.parse(startedAt);
  const elapsedMs = Math.max(0, now - start);
  if (until === null) return { elapsedMs, leftMs: null, overdue: false, share: 0 };
  const whole = Math.max(1, Date.parse(until) - start);
  const leftMs = Math.max(0, Date.parse(until) - now);
  return { elapsedMs, leftMs, overdue: now >= Date.parse(until), share: Math.min(1, elapsedMs / whole) };
}

/** So much is added at a time, seconds. */
const stepSeconds = 60;

/**
 * How much an agent who is not done may add to his after-contact work now, seconds: a minute at a time, in all as much
 * again as its queue gives (`given`; null: there is no limit, and nothing to add).
 */
export function moreTime(
  { startedAt, until }: { readonly startedAt: string; readonly until: string | null },
  given: number | null,
  now: number,
): number {
  if (until === null || given === null) return 0;
  const last = Date.parse(startedAt) + 2 * given * 1_000;
  const left = (last - Math.max(Date.parse(until), now)) / 1_000;
  return Math.max(0, Math.min(stepSeconds, Math.floor(left)));
}

/** What a queue asks for when after-contact work is saved. */
export type WrapUpRules = Pick<QueueRules["wrapUp"], "dispositionRequired" | "topicSetId" | "topicsRequired">;

/** The fields that are still to be filled in before it can be saved. Topics are asked for only where there are any. */
export function missingInWrapUp(
  rules: WrapUpRules,
  given: { readonly disposition: string | null; readonly topicIds: readonly string[] },
  topicsToChoose: number,
): ("disposition" | "topicIds")[] {
  const asksTopics = rules.topicsRequired && rules.topicSetId !== null && topicsToChoose > 0;
  return [
    ...(rules.dispositionRequired && given.disposition === null ? (["disposition"] as const) : []),
    ...(asksTopics && given.topicIds.length === 0 ? (["topicIds"] as const) : []),
  ];
}
