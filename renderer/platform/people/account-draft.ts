import type { UserProfile } from "#shared/contract/users.ts";
import type { Choice } from "./use-choices.ts";

/** A skill that somebody holds, on a level from 1 to 5. */
export interface Held {
  readonly id: string;
  readonly level: number;
}

/** The account part of a person as a form holds it: lists by their ids, so that they compare. */
export interface AccountDraft {
  readonly maxConversations: number;
  readonly takesVoice: boolean;
  readonly takesVideo: boolean;
  readonly notify: boolean;
  readonly agentbotAccess: boolean;
  readonly skills: readonly Held[];
  readonly groups: readonly string[];
  readonly queues: readonly string[];
}

/** The names of the fields, in the order in which they stand. */
export const accountNames = [
  "maxConversations",
  "takesVoice",
  "takesVideo",
  "notify",
  "agentbotAccess",
  "skills",
  "groups",
  "queues",
] as const satisfies readonly (keyof AccountDraft)[];

const ids = (list: readonly Choice[]) => list.map(({ id }) => id).sort();

/** A person's account as a form holds it. */
export const accountDraftOf = (user: UserProfile): AccountDraft => ({
  maxConversations: user.maxConversations,
  takesVoice: user.takesVoice,
  takesVideo: user.takesVideo,
  notify: user.notify,
  agentbotAccess: user.agentbotAccess,
  skills: user.skills.map(({ id, level }) => ({ id, level })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  groups: ids(user.groups),
  queues: ids(user.queues),
});
