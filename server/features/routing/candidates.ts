import type { Candidate } from "#shared/domain/routing/index.ts";
import type { FloorAgent } from "./floor.ts";
import type { Waiting } from "./waiting.ts";

/** Somebody as one waiting conversation sees him. */
export const candidateFor = (one: Waiting, agent: FloorAgent): Candidate => ({
  agent,
  member: agent.memberships[one.queue.queueId] ?? null,
  refusedMsAgo: one.refusals[agent.userId] ?? null,
});

/** Those who stand behind the line of a conversation: the people of its group, or the members of its queue. */
export const candidatesFor = (one: Waiting, agents: readonly FloorAgent[]): Candidate[] =>
  agents
    .filter(({ memberships, groupIds }) =>
      one.groupId === null ? one.queue.queueId in memberships : groupIds.includes(one.groupId),
    )
    .map((agent) => candidateFor(one, agent));
