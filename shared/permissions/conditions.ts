/**
 * What a grant may depend on. `of: "actor"`: known when somebody signs in (settings of the workspace, of his groups,
 * of himself); a grant whose condition does not hold is no grant. `of: "thing"`: known of each thing.
 */
export const conditions = {
  "video.enabled": { of: "actor", says: "video calls are switched on in General settings" },
  "outbound.allowed": {
    of: "actor",
    says: "outbound calls are allowed in General settings, or for his group, whose setting comes first",
  },
  "callHistory.allowed": {
    of: "actor",
    says: "call history is open in General settings, or for his group, whose setting comes first",
  },
  "agentbot.access": { of: "actor", says: "the person has access to My Aivo" },
  "assistants.several": { of: "actor", says: "the workspace has more than one virtual assistant" },
  "monitor.transfer.allowed": {
    of: "actor",
    says: "General settings let Coordinators hand on conversations from Monitor",
  },
  "web.channel": { of: "thing", says: "the customer is on the web channel" },
  "assignment.editor": { of: "thing", says: "he is assigned to the queue or campaign as editor" },
  unused: { of: "thing", says: "nothing uses it" },
} as const satisfies Record<string, { readonly of: "actor" | "thing"; readonly says: string }>;

export type Condition = keyof typeof conditions;
type Of<K extends "actor" | "thing"> = {
  [C in Condition]: (typeof conditions)[C]["of"] extends K ? C : never;
}[Condition];
export type ActorCondition = Of<"actor">;
export type ThingCondition = Of<"thing">;

export const isActorCondition = (condition: Condition): condition is ActorCondition =>
  conditions[condition].of === "actor";

/** General settings that conditions read; the shape is stored with the workspace. */
export interface WorkspaceFacts {
  readonly videoEnabled: boolean;
  readonly outboundCalls: boolean;
  readonly callHistory: boolean;
  readonly coordinatorsTransfer: boolean;
  /** How many virtual assistants are set up. */
  readonly assistants: number;
}

/** A group's own settings; null: as in the general settings. */
export interface GroupFacts {
  readonly outboundCalls: boolean | null;
  readonly callHistory: boolean | null;
}

/**
 * The group's setting comes before the general one, both ways (role-decisions 24). In several groups that disagree,
 * the one that forbids wins.
 */
export function overridden(general: boolean, groups: readonly (boolean | null)[]): boolean {
  const set = groups.filter((one) => one !== null);
  return set.length === 0 ? general : set.every(Boolean);
}

/** The conditions of `of: "actor"` that hold for somebody. */
export function conditionsThatHold(
  workspace: WorkspaceFacts,
  groups: readonly GroupFacts[],
  person: { readonly agentbotAccess: boolean },
): ReadonlySet<ActorCondition> {
  const holds: Record<ActorCondition, boolean> = {
    "video.enabled": workspace.videoEnabled,
    "outbound.allowed": overridden(
      workspace.outboundCalls,
      groups.map((one) => one.outboundCalls),
    ),
    "callHistory.allowed": overridden(
      workspace.callHistory,
      groups.map((one) => one.callHistory),
    ),
    "agentbot.access": person.agentbotAccess,
    "assistants.several": workspace.assistants > 1,
    "monitor.transfer.allowed": workspace.coordinatorsTransfer,
  };
  return new Set((Object.keys(holds) as ActorCondition[]).filter((name) => holds[name]));
}
