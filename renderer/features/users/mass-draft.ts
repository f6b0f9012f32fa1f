import { capacityFields, type Held } from "#renderer/platform/people/account-draft.ts";

export type OnOff = "keep" | "on" | "off";
/** So many of a medium at once, as many as the workspace says, or nothing new. */
export type NewCapacity = number | "usual" | "keep";

/** What is to be changed, as the dialog holds it; what is empty stays as it is. */
export interface MassDraft {
  readonly maxConversations: NewCapacity;
  readonly maxVoice: NewCapacity;
  readonly maxVideo: NewCapacity;
  readonly notify: OnOff;
  readonly addSkills: readonly Held[];
  readonly removeSkills: readonly string[];
  readonly addGroups: readonly string[];
  readonly removeGroups: readonly string[];
  readonly addQueues: readonly string[];
  readonly removeQueues: readonly string[];
}

export const noChanges: MassDraft = {
  maxConversations: "keep",
  maxVoice: "keep",
  maxVideo: "keep",
  notify: "keep",
  addSkills: [],
  removeSkills: [],
  addGroups: [],
  removeGroups: [],
  addQueues: [],
  removeQueues: [],
};

const lists = [
  "addSkills",
  "removeSkills",
  "addGroups",
  "removeGroups",
  "addQueues",
  "removeQueues",
] as const;

function capacities(draft: MassDraft): Partial<Record<(typeof capacityFields)[number][0], number | null>> {
  const touched = capacityFields.flatMap(([field]) => {
    const next = draft[field];
    return next === "keep" ? [] : [[field, next === "usual" ? null : next] as const];
  });
  return Object.fromEntries(touched);
}

/** The changes as the server wants them: only what is to be touched. */
export function changesOf(draft: MassDraft) {
  const filled = lists.filter((name) => draft[name].length > 0).map((name) => [name, draft[name]] as const);
  return {
    ...capacities(draft),
    ...(draft.notify === "keep" ? {} : { notify: draft.notify === "on" }),
    ...(Object.fromEntries(filled) as {
      addSkills?: Held[];
      removeSkills?: string[];
      addGroups?: string[];
      removeGroups?: string[];
      addQueues?: string[];
      removeQueues?: string[];
    }),
  };
}
