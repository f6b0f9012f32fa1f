import type { QueueRules } from "./queue-rules.ts";
import { type OverflowField, overflowFields } from "./queue-rules-problems.ts";

type WaysOut = Pick<QueueRules, OverflowField>;

const targetOf = (rules: WaysOut | undefined, field: OverflowField): string | null => {
  const way = rules?.[field];
  return way?.to === "queue" ? way.queueId : null;
};

/** The queues that rules send people on to. */
export const overflowTargets = (rules: WaysOut): string[] =>
  overflowFields.flatMap((field) => targetOf(rules, field) ?? []);

/**
 * The shortest way from one queue back to `goal`, both named; null: none leads there. Whoever goes round in a circle
 * is never answered, so a queue must not lead back to itself.
 */
export function overflowPath(
  queues: ReadonlyMap<string, WaysOut>,
  from: string,
  goal: string,
): readonly string[] | null {
  const seen = new Set([from]);
  const paths: (readonly [last: string, ...before: string[]])[] = [[from]];
  for (const path of paths) {
    const [last] = path;
    if (last === goal) return path.toReversed();
    const rules = queues.get(last);
    for (const next of rules ? overflowTargets(rules) : []) {
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([next, ...path]);
    }
  }
  return null;
}

/** The ways out of a queue that lead back to it, each with its path from the queue to the queue. */
export function overflowLoops(
  queues: ReadonlyMap<string, WaysOut>,
  queueId: string,
): { readonly field: OverflowField; readonly path: readonly string[] }[] {
  return overflowFields.flatMap((field) => {
    const target = targetOf(queues.get(queueId), field);
    const path = target && overflowPath(queues, target, queueId);
    return path ? [{ field, path: [queueId, ...path] }] : [];
  });
}
