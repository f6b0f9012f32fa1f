import { defaultQueueRules, type QueueRules, usualWeight } from "../../queue-rules.ts";
import type { Candidate, RoutedAgent, RoutingCase } from "../index.ts";

const yes = { chat: true, voice: true, video: true };
/** So many chats on a desk, of the usual weight. */
export const chatting = (chats: number) => ({
  working: { chat: chats, voice: 0, video: 0 },
  weighing: { chat: chats * usualWeight, voice: 0, video: 0 },
});
const free: RoutedAgent = {
  userId: "ana",
  hasStatus: true,
  receives: true,
  present: true,
  status: "ready",
  nextStatus: null,
  switchedOn: yes,
  most: { chat: 3, voice: 1, video: 1 },
  ...chatting(0),
  ringing: false,
  wrappingUp: false,
  skills: {},
  groupIds: [],
  idleMs: 0,
};
/** Somebody who is free, but for what is said. */
export const someone = (
  userId: string,
  agent: Partial<RoutedAgent> = {},
  rest: Partial<Candidate> = {},
): Candidate => ({
  agent: { ...free, userId, ...agent },
  member: { priority: 1, lastOfferMsAgo: null },
  refusedMsAgo: null,
  ...rest,
});
/** A conversation that may be offered, but for what is said. */
export const aCase = (
  rules: Partial<QueueRules> = {},
  conversation: Partial<RoutingCase["conversation"]> = {},
): RoutingCase => ({
  conversation: {
    conversationId: "c",
    medium: "chat",
    priority: 15,
    waitedSeconds: 0,
    groupId: null,
    offered: false,
    pauseSeconds: 0,
    ...conversation,
  },
  queue: { queueId: "q", open: true, rules: { ...defaultQueueRules, ...rules } },
});
