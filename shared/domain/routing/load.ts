import type { Medium, PerMedium } from "../media.ts";

/** What load is reckoned from. */
export interface Loaded {
  readonly maxConversations: number;
  readonly working: PerMedium<number>;
}

/** One of somebody's conversations. */
interface DeskItem {
  /** The heaviest of its media. */
  readonly medium: Medium;
  readonly parked: boolean;
  /** Seconds since somebody wrote in it. */
  readonly idleSeconds: number;
}

/**
 * Load is counted in chats, so that it stays a whole number: a chat weighs one, a call or video call as much as all the
 * chats that he takes at once.
 */
export const capacityOf = ({ maxConversations }: Pick<Loaded, "maxConversations">): number =>
  Math.max(1, maxConversations);

/** What one conversation of the medium weighs with him. Somebody who takes no chats has no room for one. */
const weightOf = (medium: Medium, agent: Pick<Loaded, "maxConversations">): number => {
  if (medium !== "chat") return capacityOf(agent);
  return agent.maxConversations > 0 ? 1 : capacityOf(agent) + 1;
};

/** What weighs on him now. */
export const loadOf = (agent: Loaded): number =>
  agent.working.chat + (agent.working.voice + agent.working.video) * capacityOf(agent);

/** Whether one more of the medium fits. */
export const hasRoom = (agent: Loaded, medium: Medium): boolean =>
  loadOf(agent) + weightOf(medium, agent) <= capacityOf(agent);

/** Parked conversations weigh nothing, and neither do chats in which nobody has written for so long (0: they always do). */
const weighs = (item: DeskItem, idleChatSeconds: number): boolean =>
  !item.parked && !(item.medium === "chat" && idleChatSeconds > 0 && item.idleSeconds >= idleChatSeconds);

/** What weighs, by medium. */
export function workingOf(desk: readonly DeskItem[], idleChatSeconds: number): PerMedium<number> {
  const working = { chat: 0, voice: 0, video: 0 };
  for (const item of desk) if (weighs(item, idleChatSeconds)) working[item.medium] += 1;
  return working;
}
