import { checkAssignments } from "./check-assignments.ts";
import { checkLog } from "./check-log.ts";
import { checkViews } from "./check-views.ts";
import type { Facts } from "./facts.ts";

export interface Verdict {
  readonly acked: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly unknown: number;
  readonly gaps: number;
  readonly ghosts: number;
  readonly altered: number;
  readonly doubleAssigned: number;
  readonly overCapacity: number;
  readonly examples: readonly string[];
}

/** The promises that must hold without exception; each is a number that must be zero. */
export const promises = [
  "lost",
  "duplicated",
  "reordered",
  "unknown",
  "gaps",
  "ghosts",
  "altered",
  "doubleAssigned",
  "overCapacity",
] as const satisfies readonly (keyof Verdict)[];

/** Judges a run. */
export function check(facts: Facts): Verdict {
  const findings = [checkLog(facts), checkViews(facts), checkAssignments(facts)];
  const sum = (kind: string) => findings.reduce((all, { counts }) => all + (counts[kind] ?? 0), 0);
  const counts = Object.fromEntries(promises.map((kind) => [kind, sum(kind)])) as Record<
    (typeof promises)[number],
    number
  >;
  return {
    acked: facts.sent.filter(({ outcome }) => outcome === "ok").length,
    ...counts,
    examples: findings.flatMap(({ examples }) => examples),
  };
}

/** True when every promise was kept. */
export const isClean = (verdict: Verdict): boolean => promises.every((kind) => verdict[kind] === 0);
