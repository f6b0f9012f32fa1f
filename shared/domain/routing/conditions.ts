import { hasRoom, loadOf } from "./load.ts";
import { lackedSkill } from "./skills.ts";
import type { Candidate, RoutingCase } from "./types.ts";

/** Somebody who let this conversation lapse or declined it is asked again only after so long, ms. */
export const restMs = 10_000;

/** What must hold for a conversation to be offered to somebody, in the order in which obstacles are named. */
export const conditionCodes = [
  "queue_takes_medium",
  "queue_open",
  "not_offered",
  "pause_over",
  "role_has_status",
  "role_receives",
  "member",
  "in_group",
  "account_takes_medium",
  "has_skills",
  "present",
  "ready",
  "no_next_status",
  "medium_on",
  "not_wrapping_up",
  "has_room",
  "not_ringing",
  "not_refused_just_now",
] as const;
export type ConditionCode = (typeof conditionCodes)[number];

/** Numbers and names for the sentence that explains a condition. */
export type ConditionData = Readonly<Record<string, string | number | null>>;

/** A condition, and whether it holds. */
export interface Condition {
  readonly code: ConditionCode;
  readonly met: boolean;
  readonly data: ConditionData;
}

/** The button that mends a condition for the agent himself; `ask`: somebody who sets things up can. */
export const mends = [
  "sign_in",
  "ready",
  "cancel_next",
  "switch_on",
  "end_wrap_up",
  "close_or_park",
  "answer_offer",
  "ask",
  "wait",
] as const;
export type Mend = (typeof mends)[number];

interface Rule {
  readonly mend: Mend;
  met(of: RoutingCase, candidate: Candidate): boolean;
  data?(of: RoutingCase, candidate: Candidate): ConditionData;
}

const medium = ({ conversation }: RoutingCase): ConditionData => ({ medium: conversation.medium });

const rules: Record<ConditionCode, Rule> = {
  queue_takes_medium: {
    mend: "ask",
    met: ({ conversation, queue }) => queue.rules.media[conversation.medium],
    data: medium,
  },
  queue_open: { mend: "wait", met: ({ queue }) => queue.open },
  not_offered: { mend: "wait", met: ({ conversation }) => !conversation.offered },
  pause_over: {
    mend: "wait",
    met: ({ conversation }) => conversation.pauseSeconds <= 0,
    data: ({ conversation }) => ({ seconds: Math.max(0, Math.ceil(conversation.pauseSeconds)) }),
  },
  role_has_status: { mend: "ask", met: (_, { agent }) => agent.hasStatus },
  role_receives: { mend: "ask", met: (_, { agent }) => agent.receives },
  // A group that was handed the conversation stands in for the queue's members.
  member: {
    mend: "ask",
    met: ({ conversation }, { member }) => conversation.groupId !== null || member !== null,
  },
  in_group: {
    mend: "ask",
    met: ({ conversation }, { agent }) =>
      conversation.groupId === null || agent.groupIds.includes(conversation.groupId),
    data: ({ conversation }) => ({ groupId: conversation.groupId }),
  },
  account_takes_medium: {
    mend: "ask",
    met: ({ conversation }, { agent }) => agent.most[conversation.medium] > 0,
    data: medium,
  },
  has_skills: {
    mend: "ask",
    met: (of, { agent }) => lackedSkill(agent, of) === undefined,
    data(of, { agent }) {
      const lacked = lackedSkill(agent, of);
      if (!lacked) return { skillId: null, level: null, has: null };
      return { skillId: lacked.skillId, level: lacked.level, has: agent.skills[lacked.skillId] ?? 0 };
    },
  },
  present: { mend: "sign_in", met: (_, { agent }) => agent.present },
  ready: {
    mend: "ready",
    met: (_, { agent }) => agent.status === "ready",
    data: (_, { agent }) => ({ status: agent.status }),
  },
  no_next_status: {
    mend: "cancel_next",
    met: (_, { agent }) => agent.nextStatus === null || agent.nextStatus === "ready",
    data: (_, { agent }) => ({ next: agent.nextStatus }),
  },
  medium_on: {
    mend: "switch_on",
    met: ({ conversation }, { agent }) => agent.switchedOn[conversation.medium],
    data: medium,
  },
  not_wrapping_up: { mend: "end_wrap_up", met: (_, { agent }) => !agent.wrappingUp },
  has_room: {
    mend: "close_or_park",
    // Whoever takes none of it has that said of his account, not of his desk.
    met: ({ conversation: { medium: of }, queue }, { agent }) =>
      agent.most[of] === 0 || hasRoom(agent, of, queue.rules.loads[of]),
    data: ({ conversation: { medium: of } }, { agent }) => ({
      percent: Math.round(loadOf(agent) * 100),
      working: agent.working[of],
      most: agent.most[of],
    }),
  },
  not_ringing: { mend: "answer_offer", met: (_, { agent }) => !agent.ringing },
  not_refused_just_now: {
    mend: "wait",
    met: (_, { refusedMsAgo }) => refusedMsAgo === null || refusedMsAgo >= restMs,
    data: (_, { refusedMsAgo }) => ({
      seconds: refusedMsAgo === null ? 0 : Math.max(0, Math.ceil((restMs - refusedMsAgo) / 1_000)),
    }),
  },
};

/** Who can mend a condition that does not hold, and by which button. */
export const mendOf = (code: ConditionCode): Mend => rules[code].mend;

/** Every condition for a conversation to be offered to somebody, each with whether it holds. */
export const conditionsOf = (of: RoutingCase, candidate: Candidate): Condition[] =>
  conditionCodes.map((code) => ({
    code,
    met: rules[code].met(of, candidate),
    data: rules[code].data?.(of, candidate) ?? {},
  }));

/** The first condition that does not hold; null: he is free for it. */
export function obstacleOf(of: RoutingCase, candidate: Candidate): Omit<Condition, "met"> | null {
  const code = conditionCodes.find((one) => !rules[one].met(of, candidate));
  return code ? { code, data: rules[code].data?.(of, candidate) ?? {} } : null;
}
