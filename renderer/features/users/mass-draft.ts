import type { Held } from "#renderer/platform/people/account-draft.ts";

export type OnOff = "keep" | "on" | "off";

/** What is to be changed, as the dialog holds it; what is empty stays as it is. */
export interface MassDraft {
  readonly maxConversations: number | "";
  readonly takesVoice: OnOff;
  readonly takesVideo: OnOff;
  readonly notify: OnOff;
  readonly addSkills: readonly Held[];
  readonly removeSkills: readonly string[];
  readonly addGroups: readonly string[];
  readonly removeGroups: readonly string[];
  readonly addQueues: readonly string[];
  readonly removeQueues: readonly string[];
}

export const noChanges: MassDraft = {
  maxConversations: "",
  takesVoice: "keep",
  takesVideo: "keep",
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

/** The changes as the server wants them: only what is to be touched. */
export function changesOf(draft: MassDraft) {
  const filled = lists.filter((name) => draft[name].length > 0).map((name) => [name, draft[name]] as const);
  return {
    ...(draft.maxConversations === "" ? {} : { maxConversations: draft.maxConversations }),
    ...(draft.takesVoice === "keep" ? {} : { takesVoice: draft.takesVoice === "on" }),
    ...(draft.takesVideo === "keep" ? {} : { takesVideo: draft.takesVideo === "on" }),
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
