import { assign, setup, transition } from "xstate";
import type { ChosenStatus, StatusCause, StatusKey } from "./status.ts";

/** A status that somebody may give himself: all but the pause, which is the system's. */
export type OwnChoice = ChosenStatus & { readonly status: Exclude<StatusKey, "paused"> };
/** What others may give him: never Ready. */
export type OthersChoice = ChosenStatus & { readonly status: Exclude<StatusKey, "ready"> };

/** What a status carries besides its key. */
export interface StatusFacts {
  readonly customStatusId: string | null;
  readonly reason: string | null;
  readonly cause: StatusCause;
  /** Who changed it, when it was not he himself; null: he, or the system. */
  readonly by: { readonly id: string; readonly name: string } | null;
  /** Chosen while he was busy: comes when he is not any more. */
  readonly next: ChosenStatus | null;
  /** What he had before the connection was lost. */
  readonly before: ChosenStatus | null;
}

/** Somebody's status as it is kept: the machine's state and what it carries. */
export interface StatusRecord extends StatusFacts {
  readonly status: StatusKey;
}

/** All that can happen to a status. */
export type StatusEvent =
  /** He chose it; `busy`: he has work in hand, for which `whenFree` waits. */
  | {
      readonly type: "choose";
      readonly to: OwnChoice;
      readonly when: "now" | "whenFree";
      readonly busy: boolean;
    }
  | { readonly type: "cancelNext" }
  | { readonly type: "becameFree" }
  | { readonly type: "signedIn" }
  | { readonly type: "signedOut" }
  | { readonly type: "connectionLost" }
  /** `inTime`: so soon that he gets back what he had. */
  | { readonly type: "connectionBack"; readonly inTime: boolean }
  | { readonly type: "offerMissed"; readonly forcedPause: boolean }
  | { readonly type: "agentInactive"; readonly forcedPause: boolean }
  | {
      readonly type: "setByOther";
      readonly to: OthersChoice;
      readonly by: { readonly id: string; readonly name: string };
    }
  /** His role gives him no status any more. */
  | { readonly type: "rightsLost" }
  /** One of the workspace's own statuses is gone. */
  | { readonly type: "statusRemoved"; readonly customStatusId: string };

interface Moment {
  readonly context: StatusFacts;
  readonly event: StatusEvent;
}

const plain = (status: StatusKey): ChosenStatus => ({ status, customStatusId: null, reason: null });

/** The status that an event asks for by itself; null: the chart says where it leads. */
function askedFor({ context, event }: Moment): ChosenStatus | null {
  if (event.type === "choose" || event.type === "setByOther") return event.to;
  if (event.type === "becameFree") return context.next;
  if (event.type === "connectionBack") return event.inTime ? context.before : null;
  return null;
}

const causes: Readonly<Partial<Record<StatusEvent["type"], StatusCause>>> = {
  choose: "chosen",
  becameFree: "next_came",
  signedIn: "signed_in",
  signedOut: "signed_out",
  connectionLost: "connection_lost",
  connectionBack: "connection_back",
  offerMissed: "offer_missed",
  agentInactive: "agent_inactive",
  setByOther: "set_by_other",
  rightsLost: "rights_changed",
  statusRemoved: "status_removed",
};

function causeOf({ context, event }: Moment): StatusCause {
  const isLate = event.type === "connectionBack" && !event.inTime && context.before?.status !== "online";
  return isLate ? "back_late" : (causes[event.type] ?? context.cause);
}

/** What is pending outlives a pause and a short loss of the connection, and nothing else that happens. */
const keepsNext = ({ type }: StatusEvent, returnsInTime: boolean): boolean =>
  type === "offerMissed" || type === "agentInactive" || returnsInTime;

const isOf = (chosen: ChosenStatus | null, customStatusId: string) =>
  chosen?.status === "custom" && chosen.customStatusId === customStatusId;

const machine = setup({
  types: { context: {} as StatusFacts, events: {} as StatusEvent },
  guards: {
    waits: ({ event }) => event.type === "choose" && event.when === "whenFree" && event.busy,
    asks: (moment: Moment, status: StatusKey) => askedFor(moment)?.status === status,
    wasLost: ({ context }) => context.cause === "connection_lost",
    wentHimself: ({ context }) => context.cause === "signed_out" || context.cause === "rights_changed",
    pauses: ({ event }) => "forcedPause" in event && event.forcedPause,
    isRemoved: ({ context, event }) =>
      event.type === "statusRemoved" && context.customStatusId === event.customStatusId,
  },
  actions: {
    become: assign((moment) => {
      const { context, event } = moment;
      const asked = askedFor(moment);
      return {
        customStatusId: asked?.customStatusId ?? null,
        reason: asked?.reason ?? null,
        cause: causeOf(moment),
        by: event.type === "setByOther" ? event.by : null,
        next: keepsNext(event, event.type === "connectionBack" && asked !== null) ? context.next : null,
        before: null,
      };
    }),
    /** Gone without wanting to: what he had is kept for his return. */
    remember: assign(({ context }, status: StatusKey) => ({
      customStatusId: null,
      reason: null,
      cause: "connection_lost" as const,
      by: null,
      before: { status, customStatusId: context.customStatusId, reason: context.reason },
    })),
    keepAsNext: assign(({ event }) => (event.type === "choose" ? { next: event.to } : {})),
    dropNext: assign({ next: null }),
    forget: assign(({ context, event }) =>
      event.type !== "statusRemoved"
        ? {}
        : {
            next: isOf(context.next, event.customStatusId) ? null : context.next,
            before: isOf(context.before, event.customStatusId) ? plain("online") : context.before,
          },
    ),
  },
}).createMachine({
  id: "status",
  initial: "offline",
  context: { ...plain("offline"), cause: "signed_out", by: null, next: null, before: null },
  on: {
    choose: [
      { guard: "waits", actions: "keepAsNext" },
      { guard: { type: "asks", params: "ready" }, target: ".ready", actions: "become" },
      { guard: { type: "asks", params: "online" }, target: ".online", actions: "become" },
      { guard: { type: "asks", params: "dnd" }, target: ".dnd", actions: "become" },
      { guard: { type: "asks", params: "custom" }, target: ".custom", actions: "become" },
      { guard: { type: "asks", params: "offline" }, target: ".offline", actions: "become" },
    ],
    // There is no way to Ready here, whatever is asked.
    setByOther: [
      { guard: { type: "asks", params: "online" }, target: ".online", actions: "become" },
      { guard: { type: "asks", params: "dnd" }, target: ".dnd", actions: "become" },
      { guard: { type: "asks", params: "custom" }, target: ".custom", actions: "become" },
      { guard: { type: "asks", params: "paused" }, target: ".paused", actions: "become" },
      { guard: { type: "asks", params: "offline" }, target: ".offline", actions: "become" },
    ],
    becameFree: [
      { guard: { type: "asks", params: "ready" }, target: ".ready", actions: "become" },
      { guard: { type: "asks", params: "online" }, target: ".online", actions: "become" },
      { guard: { type: "asks", params: "dnd" }, target: ".dnd", actions: "become" },
      { guard: { type: "asks", params: "custom" }, target: ".custom", actions: "become" },
      { guard: { type: "asks", params: "offline" }, target: ".offline", actions: "become" },
    ],
    cancelNext: { actions: "dropNext" },
    signedOut: { target: ".offline", actions: "become" },
    rightsLost: { target: ".offline", actions: "become" },
    statusRemoved: { actions: "forget" },
  },
  states: {
    offline: {
      on: {
        signedIn: { guard: "wentHimself", target: "online", actions: "become" },
        // Nothing pending comes to somebody who is not there.
        becameFree: { guard: "wasLost" },
        connectionBack: [
          // A lost one may have been anything; the guard of each reads what was remembered.
          ...(["ready", "online", "dnd", "custom", "paused"] as const).map((status) => ({
            guard: { type: "asks" as const, params: status },
            target: status,
            actions: "become" as const,
          })),
          { guard: "wasLost", target: "online", actions: "become" },
        ],
      },
    },
    online: { on: { connectionLost: goes("online") } },
    ready: {
      on: {
        connectionLost: goes("ready"),
        offerMissed: [
          { guard: "pauses", target: "paused", actions: "become" },
          { target: "online", actions: "become" },
        ],
        agentInactive: [
          { guard: "pauses", target: "paused", actions: "become" },
          { target: "online", actions: "become" },
        ],
      },
    },
    dnd: { on: { connectionLost: goes("dnd") } },
    custom: {
      on: {
        connectionLost: goes("custom"),
        statusRemoved: [
          { guard: "isRemoved", target: "online", actions: ["forget", "become"] },
          { actions: "forget" },
        ],
      },
    },
    paused: { on: { connectionLost: goes("paused") } },
  },
});

/** A lost connection leads Offline from everywhere, and what was is remembered. */
function goes<S extends StatusKey>(from: S) {
  return { target: "offline", actions: { type: "remember", params: from } } as const;
}

/** Who has never had a status. */
export const noStatus: StatusRecord = {
  ...plain("offline"),
  cause: "signed_out",
  by: null,
  next: null,
  before: null,
};

/** What becomes of a status when something happens. Pure: the record that is kept is the machine's snapshot. */
export function afterEvent(record: StatusRecord, event: StatusEvent): StatusRecord {
  const { status, ...context } = record;
  const [after] = transition(machine, machine.resolveState({ value: status, context }), event);
  return { status: after.value, ...after.context };
}
