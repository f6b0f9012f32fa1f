import { defaultQueueRules, type QueueRules, usualWeight } from "#shared/domain/queue-rules.ts";
import { type Candidate, decide, type RoutingCase } from "#shared/domain/routing/index.ts";
import type { FreeAgent, Policy } from "./play-day.ts";
import type { DayContact } from "./synthetic-day.ts";

/** Textbook: whoever has been free the longest, whatever he can. */
export const longestIdleFirst: Policy = (_, free) =>
  free.reduce<FreeAgent | null>((best, one) => (best && best.idle >= one.idle ? best : one), null)?.agent ??
  null;

/** Textbook: the most skilled one, and of equals the longest idle. */
export const skillsFirst: Policy = ({ skill }, free) => {
  const level = ({ agent }: FreeAgent) => agent.skills[skill] ?? 0;
  const better = (a: FreeAgent, b: FreeAgent) => level(a) - level(b) || a.idle - b.idle;
  return (
    free.reduce<FreeAgent | null>((best, one) => (best && better(best, one) >= 0 ? best : one), null)
      ?.agent ?? null
  );
};

const caseOf = (contact: DayContact, waited: number, rules: QueueRules): RoutingCase => ({
  conversation: {
    conversationId: contact.id,
    medium: "chat",
    priority: rules.priority,
    waitedSeconds: waited,
    groupId: null,
    offered: false,
    pauseSeconds: 0,
  },
  queue: {
    queueId: contact.queue,
    rules: {
      ...rules,
      skills: [{ skillId: contact.skill, level: 3, need: "preferred", relaxAfterSeconds: null }],
    },
    open: true,
  },
});

const all = { chat: true, voice: true, video: true };
const candidateOf = ({ agent, open, idle }: FreeAgent): Candidate => ({
  agent: {
    userId: agent.id,
    hasStatus: true,
    receives: true,
    present: true,
    status: "ready",
    nextStatus: null,
    switchedOn: all,
    most: { chat: agent.capacity, voice: 1, video: 1 },
    working: { chat: open, voice: 0, video: 0 },
    weighing: { chat: open * usualWeight, voice: 0, video: 0 },
    ringing: false,
    wrappingUp: false,
    skills: agent.skills,
    groupIds: [],
    idleMs: idle * 1_000,
  },
  member: { priority: 1, lastOfferMsAgo: null },
  refusedMsAgo: null,
});

/** The product's own rule, as a queue with these rules has it. */
export const ofTheProduct =
  (rules: Partial<QueueRules>): Policy =>
  (contact, free, waited) => {
    const { chosen } = decide(
      caseOf(contact, waited, { ...defaultQueueRules, ...rules }),
      free.map(candidateOf),
    );
    return free.find(({ agent }) => agent.id === chosen[0])?.agent ?? null;
  };
