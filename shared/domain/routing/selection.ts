import type { Selection } from "../queue-rules.ts";
import { loadOf } from "./load.ts";
import { preferredLacked, skillShare } from "./skills.ts";
import type { Candidate, RoutingCase } from "./types.ts";

/** Why somebody who is free comes behind somebody else: what tells them apart. */
export const orderCodes = [
  "refused_before",
  "member_priority",
  "preferred_skill",
  "less_idle",
  "more_loaded",
  "less_skilled",
  "had_turn_later",
  "lower_score",
  "tie",
] as const;
export type OrderCode = (typeof orderCodes)[number];

/** Idle for so long counts half; longer ever closer to one, so that more is always more. */
const halfIdleMs = 120_000;

/** How loaded he is, 0 to 1. */
const loadShare = ({ agent }: Candidate): number => Math.min(1, loadOf(agent));
const idleShare = ({ agent }: Candidate): number => agent.idleMs / (agent.idleMs + halfIdleMs);

/** For `weighted`: 0 to 1, of how free, how long idle and how skilled he is, each counted by its weight. */
export function scoreOf({ queue }: RoutingCase, candidate: Candidate): number {
  const { load, idle, skill } = queue.rules.weights;
  const sum = load + idle + skill;
  if (sum === 0) return 0;
  const parts =
    load * (1 - loadShare(candidate)) +
    idle * idleShare(candidate) +
    skill * skillShare(candidate.agent, queue.rules.skills);
  return parts / sum;
}

/** A key by which the smaller is asked first, and what it is called. */
type Key = readonly [code: OrderCode, of: (of: RoutingCase, candidate: Candidate) => number];

const refused: Key = ["refused_before", (_, { refusedMsAgo }) => Number(refusedMsAgo !== null)];
const priority: Key = ["member_priority", (_, { member }) => member?.priority ?? Number.POSITIVE_INFINITY];
const preferred: Key = ["preferred_skill", (of, { agent }) => preferredLacked(agent, of)];
const idle: Key = ["less_idle", (_, { agent }) => -agent.idleMs];
const load: Key = ["more_loaded", (_, candidate) => loadShare(candidate)];
const skill: Key = ["less_skilled", (of, { agent }) => -skillShare(agent, of.queue.rules.skills)];
/** Who has never had a turn comes first. */
const turn: Key = [
  "had_turn_later",
  (_, { member }) => -(member?.lastOfferMsAgo ?? Number.POSITIVE_INFINITY),
];
const score: Key = ["lower_score", (of, candidate) => -scoreOf(of, candidate)];

/** By selection; after these the longest idle. Those who refused come last, whatever their priority. */
const keysOf: Record<Selection, readonly Key[]> = {
  longest_idle: [refused, priority, preferred, idle],
  least_loaded: [refused, priority, preferred, load, idle],
  most_skilled: [refused, priority, skill, load, idle],
  round_robin: [refused, priority, preferred, turn, idle],
  weighted: [refused, priority, score, idle],
  // Everybody is asked at once; the order only says who is named first.
  broadcast: [refused, priority, preferred, idle],
};

/** What of two free people puts the second behind the first: negative when the left is asked first. */
export function compareFor(of: RoutingCase) {
  const keys = keysOf[of.queue.rules.selection];
  return (left: Candidate, right: Candidate): { readonly by: OrderCode; readonly order: number } => {
    for (const [by, key] of keys) {
      const [a, b] = [key(of, left), key(of, right)];
      if (a !== b) return { by, order: a < b ? -1 : 1 };
    }
    return { by: "tie", order: left.agent.userId < right.agent.userId ? -1 : 1 };
  };
}
