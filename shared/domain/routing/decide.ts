import { type ConditionCode, type ConditionData, obstacleOf } from "./conditions.ts";
import { compareFor, type OrderCode } from "./selection.ts";
import type { Candidate, RoutingCase } from "./types.ts";

/** Why somebody was not chosen: the first condition that does not hold, or what puts him behind the chosen. */
export interface NotChosen {
  readonly code: ConditionCode | OrderCode;
  readonly data: ConditionData;
}

/** Whom a conversation is offered to, and why not to everybody else. */
interface Decision {
  /** One; with `broadcast` all who are free; nobody when empty. */
  readonly chosen: readonly string[];
  /** For everybody who is not chosen. */
  readonly reasons: ReadonlyMap<string, NotChosen>;
}

/**
 * Who is offered a waiting conversation, and why everybody else is not. Pure, so that the router, the agent's "Why am I
 * not getting work?" and the supervisor's "why is this still waiting?" cannot disagree. The order of the candidates
 * does not matter.
 */
export function decide(of: RoutingCase, candidates: readonly Candidate[]): Decision {
  const reasons = new Map<string, NotChosen>();
  const free: Candidate[] = [];
  for (const candidate of candidates) {
    const obstacle = obstacleOf(of, candidate);
    if (obstacle) reasons.set(candidate.agent.userId, obstacle);
    else free.push(candidate);
  }
  const compare = compareFor(of);
  if (of.queue.rules.selection === "broadcast") {
    free.sort((left, right) => compare(left, right).order);
    return { chosen: free.map(({ agent }) => agent.userId), reasons };
  }
  const first = free.reduce<Candidate | undefined>(
    (best, one) => (best && compare(best, one).order < 0 ? best : one),
    undefined,
  );
  if (!first) return { chosen: [], reasons };
  for (const other of free) {
    if (other !== first) reasons.set(other.agent.userId, { code: compare(first, other).by, data: {} });
  }
  return { chosen: [first.agent.userId], reasons };
}
