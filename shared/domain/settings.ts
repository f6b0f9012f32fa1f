import type { WorkspaceFacts } from "../permissions/conditions.ts";
import type { SupervisorMode } from "./calls/index.ts";
import type { PerMedium } from "./media.ts";

/** General settings of a workspace, by the parts that a grant may be limited to. */
export interface WorkspaceSettings {
  readonly contactDetails: { readonly phone: string; readonly email: string; readonly website: string };
  readonly callPermissions: {
    readonly outboundCalls: boolean;
    readonly callHistory: boolean;
    /** Customers may call by voice from the company's site. */
    readonly siteCalls: boolean;
    /** `byHand`: when the agent begins it. Pictures are recorded when `video.storeRecordings` says so as well. */
    readonly recordCalls: "off" | "all" | "byHand";
    readonly recordingConsent: "none" | "announce" | "ask";
    /** After so many days the files are erased; 0: never. */
    readonly recordingDays: number;
  };
  readonly dialing: { readonly defaultCountry: string; readonly ringSeconds: number };
  readonly video: { readonly enabled: boolean; readonly storeRecordings: boolean };
  readonly assistants: { readonly agentbotUrl: string };
  readonly monitor: {
    readonly coordinatorsTransfer: boolean;
    /** From which mode on an agent sees the supervisor who is with him in a call. */
    readonly supervisorsSeen: SupervisorMode;
  };
  /** Conversations of an agent who has been gone so long go back to their queues. */
  readonly away: { readonly returnMinutes: number };
  readonly routing: {
    /** A chat in which nobody has written for so long weighs nothing with its agent; 0: it always does. */
    readonly idleChatSeconds: number;
    /** How many of each medium somebody takes at once whose account says nothing else; 0: none of it. */
    readonly most: PerMedium<number>;
  };
}

/** What stands until somebody changes it. */
export const defaultSettings: WorkspaceSettings = {
  contactDetails: { phone: "", email: "", website: "" },
  callPermissions: {
    outboundCalls: true,
    callHistory: true,
    siteCalls: true,
    recordCalls: "off",
    recordingConsent: "announce",
    recordingDays: 90,
  },
  dialing: { defaultCountry: "", ringSeconds: 30 },
  video: { enabled: false, storeRecordings: false },
  assistants: { agentbotUrl: "" },
  monitor: { coordinatorsTransfer: false, supervisorsSeen: "listen" },
  away: { returnMinutes: 5 },
  routing: { idleChatSeconds: 0, most: { chat: 4, voice: 1, video: 1 } },
};

/** The stored part over the defaults. */
export const settingsOf = (stored: Partial<WorkspaceSettings>): WorkspaceSettings => ({
  ...defaultSettings,
  ...stored,
  // What was stored before there was a capacity, calls from the site, or a choice of who is seen, says nothing of them.
  callPermissions: { ...defaultSettings.callPermissions, ...stored.callPermissions },
  monitor: { ...defaultSettings.monitor, ...stored.monitor },
  routing: { ...defaultSettings.routing, ...stored.routing },
});

/** What conditions of grants read of a workspace: its settings, and how many virtual assistants it has. */
export function factsOf(stored: Partial<WorkspaceSettings>, assistants: number): WorkspaceFacts {
  const { video, callPermissions, monitor } = settingsOf(stored);
  return {
    videoEnabled: video.enabled,
    outboundCalls: callPermissions.outboundCalls,
    callHistory: callPermissions.callHistory,
    coordinatorsTransfer: monitor.coordinatorsTransfer,
    assistants,
  };
}

/** Rules for signing in. */
export interface SecurityRules {
  /** CIDR ranges from which staff may sign in; empty: from anywhere. */
  readonly allowedAddresses: readonly string[];
  /** A session that has asked nothing for so long ends, minutes; 0: never. */
  readonly idleMinutes: number;
  /** Every session ends after so long, hours. */
  readonly sessionHours: number;
  /** Roles whose people need a second factor. */
  readonly secondFactorRoles: readonly string[];
  readonly minPasswordLength: number;
}

export const defaultSecurity: SecurityRules = {
  allowedAddresses: [],
  idleMinutes: 0,
  sessionHours: 720,
  secondFactorRoles: [],
  minPasswordLength: 8,
};

/** The stored part over the defaults. */
export const securityOf = (stored: Partial<SecurityRules>): SecurityRules => ({
  ...defaultSecurity,
  ...stored,
});
