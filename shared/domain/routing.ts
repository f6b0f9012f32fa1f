/** How long an offer rings, ms. */
export const offerMs = 20_000;
/** Somebody who let this conversation lapse or declined it is asked again only after so long, ms. */
export const restMs = 10_000;

/** What the rule knows of an agent. */
export interface Candidate {
  readonly userId: string;
  readonly status: "offline" | "online" | "ready" | "dnd";
  /** Some device of his keeps its lease. */
  readonly present: boolean;
  readonly receives: boolean;
  readonly isMember: boolean;
  readonly openConversations: number;
  readonly maxConversations: number;
  /** He is being offered something from a queue right now. */
  readonly ringing: boolean;
  /** Milliseconds since he declined or missed this very conversation; null: never. */
  readonly refusedMsAgo: number | null;
  /** Milliseconds since his last conversation ended or he became ready; decides between equals. */
  readonly idleMs: number;
}

/** Why somebody was not chosen; the first reason that holds. */
export type NotChosen =
  | "not_a_member"
  | "does_not_receive"
  | "not_present"
  | "not_ready"
  | "at_capacity"
  | "ringing"
  | "refused_just_now"
  | "refused_before"
  | "busier_than_chosen";

export interface Decision {
  readonly chosen: string | null;
  readonly reasons: ReadonlyMap<string, NotChosen>;
}

function obstacle(agent: Candidate): NotChosen | null {
  if (!agent.isMember) return "not_a_member";
  if (!agent.receives) return "does_not_receive";
  if (!agent.present) return "not_present";
  if (agent.status !== "ready") return "not_ready";
  if (agent.openConversations >= agent.maxConversations) return "at_capacity";
  if (agent.ringing) return "ringing";
  if (agent.refusedMsAgo !== null && agent.refusedMsAgo < restMs) return "refused_just_now";
  return null;
}

/** Those who have never refused come first, then the fewest open conversations, then the longest idle. */
const compare = (left: Candidate, right: Candidate): number =>
  Number(left.refusedMsAgo !== null) - Number(right.refusedMsAgo !== null) ||
  left.openConversations - right.openConversations ||
  right.idleMs - left.idleMs ||
  (left.userId < right.userId ? -1 : 1);

/**
 * Who is offered a waiting conversation, and why everybody else is not. Pure, so that the router, the agent's
 * "why am I not getting work?" and the supervisor's "why is this still waiting?" cannot disagree.
 */
export function chooseAgent(candidates: readonly Candidate[]): Decision {
  const reasons = new Map<string, NotChosen>();
  const eligible: Candidate[] = [];
  for (const agent of candidates) {
    const reason = obstacle(agent);
    if (reason) reasons.set(agent.userId, reason);
    else eligible.push(agent);
  }
  const [chosen, ...others] = eligible.sort(compare);
  for (const other of others) {
    const stepsBack = other.refusedMsAgo !== null && chosen?.refusedMsAgo === null;
    reasons.set(other.userId, stepsBack ? "refused_before" : "busier_than_chosen");
  }
  return { chosen: chosen?.userId ?? null, reasons };
}
