import { defaultQueueRules, usualWeight } from "#shared/domain/queue-rules.ts";
import { type Candidate, decide, type RoutingCase } from "#shared/domain/routing/index.ts";
import { createRandom } from "../../chaos/random.ts";

/** What one decision costs at a size of the floor. */
export interface DecisionCost {
  readonly agents: number;
  /** Candidates of one decision: the people of one queue. */
  readonly candidates: number;
  readonly decisionsPerSecond: number;
  readonly cpuUs: number;
}

const all = { chat: true, voice: true, video: true };
const random = createRandom(11);

const chatting = (chats: number) => ({
  working: { chat: chats, voice: 0, video: 0 },
  weighing: { chat: chats * usualWeight, voice: 0, video: 0 },
});

const candidate = (at: number): Candidate => ({
  agent: {
    userId: `agent-${at}`,
    hasStatus: true,
    receives: true,
    present: true,
    status: random.chance(0.7) ? "ready" : "dnd",
    nextStatus: null,
    switchedOn: all,
    most: { chat: 4, voice: 1, video: 1 },
    ...chatting(Math.floor(random.between(0, 5))),
    ringing: random.chance(0.1),
    wrappingUp: false,
    skills: { billing: Math.floor(random.between(0, 6)) },
    groupIds: [],
    idleMs: Math.floor(random.between(0, 600_000)),
  },
  member: { priority: 1 + (at % 3), lastOfferMsAgo: Math.floor(random.between(0, 600_000)) },
  refusedMsAgo: null,
});

const rules = {
  ...defaultQueueRules,
  selection: "weighted" as const,
  skills: [{ skillId: "billing", level: 2, need: "required" as const, relaxAfterSeconds: 60 }],
};
const aCase = (id: number): RoutingCase => ({
  conversation: {
    conversationId: `conversation-${id}`,
    medium: "chat",
    priority: 15,
    waitedSeconds: 5,
    groupId: null,
    offered: false,
    pauseSeconds: 0,
  },
  queue: { queueId: "queue", rules, open: true },
});

const rounds = 10;
const roundMs = 200;

/** Decides again and again over the people of one queue; the cheapest round, as only the machine's other work adds to it. */
export function measureDecisions(agents: number, candidates: number): DecisionCost {
  const people = Array.from({ length: candidates }, (_, at) => candidate(at));
  for (let warm = 0; warm < 200; warm++) decide(aCase(warm), people);
  const costs = Array.from({ length: rounds }, () => oneRound(people));
  const best = costs.reduce((one, other) => (other.cpuUs < one.cpuUs ? other : one));
  return { agents, candidates, ...best };
}

function oneRound(people: readonly Candidate[]): Pick<DecisionCost, "decisionsPerSecond" | "cpuUs"> {
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  let count = 0;
  let chosen = 0;
  while (performance.now() - began < roundMs) chosen += decide(aCase(count++), people).chosen.length;
  if (chosen !== count) throw new Error("somebody was always free, and yet was not always chosen");
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1_000;
  return {
    decisionsPerSecond: Math.round(count / seconds),
    cpuUs: Number(((user + system) / count).toFixed(2)),
  };
}
