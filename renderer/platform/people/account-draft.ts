import type { UserProfile } from "#shared/contract/users.ts";
import type { Medium } from "#shared/domain/media.ts";
import type { Choice } from "./use-choices.ts";

/** A skill that somebody holds, on a level from 1 to 5. */
export interface Held {
  readonly id: string;
  readonly level: number;
}

/** The account part of a person as a form holds it: lists by their ids, so that they compare. */
export interface AccountDraft {
  /** null: as many as the workspace says. */
  readonly maxConversations: number | null;
  readonly maxVoice: number | null;
  readonly maxVideo: number | null;
  readonly notify: boolean;
  readonly agentbotAccess: boolean;
  readonly skills: readonly Held[];
  readonly groups: readonly string[];
  readonly queues: readonly string[];
}

/** The names of the fields, in the order in which they stand. */
export const accountNames = [
  "maxConversations",
  "maxVoice",
  "maxVideo",
  "notify",
  "agentbotAccess",
  "skills",
  "groups",
  "queues",
] as const satisfies readonly (keyof AccountDraft)[];

/** How much somebody takes of each medium: the fields, which the permission has as one, and their media. */
export const capacityFields = [
  ["maxConversations", "chat"],
  ["maxVoice", "voice"],
  ["maxVideo", "video"],
] as const satisfies readonly (readonly [keyof AccountDraft, Medium])[];
/** The most that can be asked of anybody, of each medium. */
export const mostAtOnce = 20;

const ids = (list: readonly Choice[]) => list.map(({ id }) => id).sort();

/** A person's account as a form holds it. */
export const accountDraftOf = (user: UserProfile): AccountDraft => ({
  maxConversations: user.maxConversations,
  maxVoice: user.maxVoice,
  maxVideo: user.maxVideo,
  notify: user.notify,
  agentbotAccess: user.agentbotAccess,
  skills: user.skills.map(({ id, level }) => ({ id, level })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  groups: ids(user.groups),
  queues: ids(user.queues),
});
