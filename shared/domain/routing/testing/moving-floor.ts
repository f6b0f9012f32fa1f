import { type Medium, type PerMedium, perMedium } from "../../media.ts";
import type { QueueRules } from "../../queue-rules.ts";
import type { StatusKey } from "../../status/index.ts";
import {
  type Candidate,
  compareWaiting,
  decide,
  hasRoom,
  type Loaded,
  type RoutingCase,
  restMs,
} from "../index.ts";

/** A person of the floor as a test describes him. */
export interface FloorAgent {
  readonly id: string;
  readonly receives: boolean;
  /** How many of each medium he takes at once. */
  readonly most: PerMedium<number>;
  readonly priority: number;
  readonly level: number;
  /** What he does with an offer, one after another, over and over. */
  readonly answers: readonly ("accept" | "decline" | "lapse")[];
  /** Seconds that he works on a conversation. */
  readonly workSeconds: number;
}

export interface FloorContact {
  readonly id: string;
  readonly atSecond: number;
  readonly priority: number;
  readonly medium?: Medium;
}

interface Person extends FloorAgent {
  status: StatusKey;
  /** By conversation, its medium. */
  open: Map<string, Medium>;
  ringing: string | null;
  turn: number;
  freeSince: number;
  lastOfferAt: number | null;
}

interface Waiting extends FloorContact {
  offeredTo: string | null;
  readonly refused: Map<string, number>;
}

export type Moment =
  | {
      readonly second: number;
      readonly kind: "offered" | "assigned" | "declined" | "lapsed" | "closed";
      readonly contactId: string;
      readonly agentId: string;
    }
  | { readonly second: number; readonly kind: "came_back"; readonly agentId: string };

export interface FloorOptions {
  readonly rules: QueueRules;
  readonly agents: readonly FloorAgent[];
  readonly contacts: readonly FloorContact[];
  /** Somebody who missed an offer comes back after so long. */
  readonly returnsAfterSeconds: number;
  readonly untilSecond: number;
  /** Looks at every offer before it is made. */
  readonly look?: (of: RoutingCase, chosen: readonly Candidate[], all: readonly Candidate[]) => void;
}

const both = { chat: true, voice: true, video: true };
export const floorSkill = "00000000-0000-4000-8000-0000000000aa";

const loadOf = ({ most, open }: Person, rules: QueueRules): Loaded => {
  const of = (medium: Medium) => [...open.values()].filter((one) => one === medium).length;
  return { most, working: perMedium(of), weighing: perMedium((medium) => of(medium) * rules.loads[medium]) };
};

const candidateOf = (
  person: Person,
  rules: QueueRules,
  refusedAt: number | undefined,
  second: number,
): Candidate => ({
  agent: {
    userId: person.id,
    hasStatus: true,
    receives: person.receives,
    present: true,
    status: person.status,
    nextStatus: null,
    switchedOn: both,
    ...loadOf(person, rules),
    ringing: person.ringing !== null,
    wrappingUp: false,
    skills: { [floorSkill]: person.level },
    groupIds: [],
    idleMs: (second - person.freeSince) * 1_000,
  },
  member: {
    priority: person.priority,
    lastOfferMsAgo: person.lastOfferAt === null ? null : (second - person.lastOfferAt) * 1_000,
  },
  refusedMsAgo: refusedAt === undefined ? null : (second - refusedAt) * 1_000,
});

const caseOf = (contact: Waiting, rules: QueueRules, second: number): RoutingCase => ({
  conversation: {
    conversationId: contact.id,
    medium: contact.medium ?? "chat",
    priority: contact.priority,
    waitedSeconds: second - contact.atSecond,
    groupId: null,
    offered: contact.offeredTo !== null,
    pauseSeconds: 0,
  },
  queue: { queueId: "queue", rules, open: true },
});

const inOrder = (waiting: Iterable<Waiting>, second: number): Waiting[] => {
  const of = ({ id, priority, atSecond }: Waiting) => ({
    conversationId: id,
    priority,
    waitedSeconds: second - atSecond,
  });
  return [...waiting].toSorted((left, right) => compareWaiting(of(left), of(right)));
};

/** What is due at a second, and what happened until then. */
interface Course {
  second: number;
  readonly moments: Moment[];
  later(afterSeconds: number, run: () => void): void;
}

function acceptIt(course: Course, person: Person, contact: Waiting): void {
  person.open.set(contact.id, contact.medium ?? "chat");
  course.moments.push({ second: course.second, kind: "assigned", contactId: contact.id, agentId: person.id });
  course.later(person.workSeconds, () => {
    person.open.delete(contact.id);
    person.freeSince = course.second;
    course.moments.push({ second: course.second, kind: "closed", contactId: contact.id, agentId: person.id });
  });
}

function pause(course: Course, person: Person, seconds: number): void {
  person.status = "paused";
  course.later(seconds, () => {
    person.status = "ready";
    course.moments.push({ second: course.second, kind: "came_back", agentId: person.id });
  });
}

/**
 * A floor in motion on a faked clock: contacts come, `decide()` offers them second by second, agents accept, decline or
 * let lapse, work and close. Answers everything that happened, in order.
 */
export function runFloor({ rules, returnsAfterSeconds, ...options }: FloorOptions): Moment[] {
  const moments: Moment[] = [];
  const people = options.agents.map(asPerson);
  const waiting = new Map<string, Waiting>();
  const due = new Map<number, (() => void)[]>();
  const course: Course = {
    second: 0,
    moments,
    later(afterSeconds, run) {
      const at = course.second + Math.max(1, afterSeconds);
      due.set(at, [...(due.get(at) ?? []), run]);
    },
  };

  const answer = (person: Person, contact: Waiting, how: FloorAgent["answers"][number] | undefined) => {
    person.turn += 1;
    person.ringing = null;
    contact.offeredTo = null;
    if (how === "accept") {
      waiting.delete(contact.id);
      acceptIt(course, person, contact);
      return;
    }
    contact.refused.set(person.id, course.second);
    const kind = how === "decline" ? "declined" : "lapsed";
    moments.push({ second: course.second, kind, contactId: contact.id, agentId: person.id });
    if (how === "lapse") pause(course, person, returnsAfterSeconds);
  };

  const offer = (contact: Waiting) => {
    const of = caseOf(contact, rules, course.second);
    const all = people.map((one) => candidateOf(one, rules, contact.refused.get(one.id), course.second));
    const { chosen } = decide(of, all);
    const person = people.find(({ id }) => id === chosen[0]);
    if (!person) return;
    const asked = all.filter(({ agent }) => chosen.includes(agent.userId));
    options.look?.(of, asked, all);
    person.ringing = contact.id;
    person.lastOfferAt = course.second;
    contact.offeredTo = person.id;
    moments.push({ second: course.second, kind: "offered", contactId: contact.id, agentId: person.id });
    const how = person.answers[person.turn % person.answers.length];
    course.later(how === "lapse" ? rules.ringSeconds : 1, () => answer(person, contact, how));
  };

  for (; course.second <= options.untilSecond; course.second++) {
    for (const run of due.get(course.second) ?? []) run();
    for (const contact of options.contacts) {
      if (contact.atSecond !== course.second) continue;
      waiting.set(contact.id, { ...contact, offeredTo: null, refused: new Map() });
    }
    // Also what rings already: that it is offered to nobody else is the rule's doing, not the floor's.
    for (const contact of inOrder(waiting.values(), course.second)) offer(contact);
  }
  return moments;
}

const asPerson = (agent: FloorAgent): Person => ({
  ...agent,
  status: "ready",
  open: new Map(),
  ringing: null,
  turn: 0,
  freeSince: 0,
  lastOfferAt: null,
});

/** True when somebody could be asked for it right now, refusals of a moment ago aside. */
export const couldTake = (
  { conversation: { medium }, queue }: RoutingCase,
  { agent, refusedMsAgo }: Candidate,
): boolean =>
  agent.receives &&
  agent.status === "ready" &&
  !agent.ringing &&
  hasRoom(agent, medium, queue.rules.loads[medium]) &&
  (refusedMsAgo === null || refusedMsAgo >= restMs);
