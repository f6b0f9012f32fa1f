import { type Medium, media, type PerMedium, perMedium } from "../media.ts";
import { leastWeight, usualWeight } from "../queue-rules.ts";

/** What load is reckoned from. */
export interface Loaded {
  /** How many of each medium he takes at once; 0: none of it. */
  readonly most: PerMedium<number>;
  /** How many weigh on him now. */
  readonly working: PerMedium<number>;
  /** What these weigh together, per cent of a place of their medium each: 100 where their queues say nothing. */
  readonly weighing: PerMedium<number>;
}

/** One of somebody's conversations. */
interface DeskItem {
  /** The heaviest of its media. */
  readonly medium: Medium;
  readonly parked: boolean;
  /** Seconds since somebody wrote in it. */
  readonly idleSeconds: number;
  /** Per cent of a place, by its queue. */
  readonly weight: number;
}

/**
 * A whole desk, in parts so small that each place of each medium is a whole number of them: shares of three chats and
 * of seven must not differ by a rounding.
 */
const partsOf = ({ most }: Pick<Loaded, "most">): number =>
  media.reduce((parts, medium) => parts * Math.max(1, most[medium]), usualWeight);

/** What a weight takes of the desk: of one who takes four chats a chat takes a quarter, of one call all of it. */
const takes = (agent: Pick<Loaded, "most">, medium: Medium, weight: number): number =>
  (weight * partsOf(agent)) / (Math.max(1, agent.most[medium]) * usualWeight);

const taken = (agent: Loaded): number =>
  media.reduce((sum, medium) => sum + takes(agent, medium, agent.weighing[medium]), 0);

/** What weighs on him now, as a share of his desk: 1 is full. */
export const loadOf = (agent: Loaded): number => taken(agent) / partsOf(agent);

/**
 * Whether one more of the medium fits: never more of one medium than he takes, nor more than his desk bears together.
 * What weighs more than a whole desk fits on an empty one.
 */
export function hasRoom(agent: Loaded, medium: Medium, weight: number = usualWeight): boolean {
  if (agent.working[medium] >= agent.most[medium]) return false;
  const now = taken(agent);
  return now === 0 || now + takes(agent, medium, weight) <= partsOf(agent);
}

/** How many more of the medium fit, at the usual weight. */
export function roomFor(agent: Loaded, medium: Medium): number {
  const parts = partsOf(agent);
  const free = Math.floor((parts - taken(agent)) / takes(agent, medium, usualWeight));
  return Math.max(0, Math.min(free, agent.most[medium] - agent.working[medium]));
}

/** Whether anything at all fits, of the lightest that a queue can have. */
export const isFull = (agent: Loaded): boolean =>
  !media.some((medium) => hasRoom(agent, medium, leastWeight));

/** Parked conversations weigh nothing, and neither do chats in which nobody has written for so long (0: they always do). */
const weighs = (item: DeskItem, idleChatSeconds: number): boolean =>
  !item.parked && !(item.medium === "chat" && idleChatSeconds > 0 && item.idleSeconds >= idleChatSeconds);

/** What is on a desk and weighs, by medium. */
export function workingOf(
  desk: readonly DeskItem[],
  idleChatSeconds: number,
): Pick<Loaded, "working" | "weighing"> {
  const here = desk.filter((item) => weighs(item, idleChatSeconds));
  const of = (medium: Medium) => here.filter((item) => item.medium === medium);
  return {
    working: perMedium((medium) => of(medium).length),
    weighing: perMedium((medium) => of(medium).reduce((sum, { weight }) => sum + weight, 0)),
  };
}
