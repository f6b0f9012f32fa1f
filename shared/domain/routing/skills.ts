import type { QueueSkill } from "../queue-rules.ts";
import type { RoutedAgent, RoutingCase } from "./types.ts";

const mostLevel = 5;

/** A required skill is only preferred once somebody has waited so long for it. */
const isRequired = (skill: QueueSkill, waitedSeconds: number): boolean =>
  skill.need === "required" && (skill.relaxAfterSeconds === null || waitedSeconds < skill.relaxAfterSeconds);

const has = (agent: Pick<RoutedAgent, "skills">, { skillId, level }: QueueSkill): boolean =>
  (agent.skills[skillId] ?? 0) >= level;

/** The first required skill that he lacks, or has too little of. */
export const lackedSkill = (
  agent: Pick<RoutedAgent, "skills">,
  { conversation, queue }: RoutingCase,
): QueueSkill | undefined =>
  queue.rules.skills.find((skill) => isRequired(skill, conversation.waitedSeconds) && !has(agent, skill));

/** How many of the skills that are only preferred he lacks. */
export const preferredLacked = (
  agent: Pick<RoutedAgent, "skills">,
  { conversation, queue }: RoutingCase,
): number =>
  queue.rules.skills.filter((skill) => !isRequired(skill, conversation.waitedSeconds) && !has(agent, skill))
    .length;

/** His mean level in what the queue asks for, 0 to 1; 1 where it asks for nothing. */
export function skillShare(agent: Pick<RoutedAgent, "skills">, skills: readonly QueueSkill[]): number {
  if (skills.length === 0) return 1;
  const sum = skills.reduce((total, { skillId }) => total + (agent.skills[skillId] ?? 0), 0);
  return sum / (skills.length * mostLevel);
}
