import type { CallLeg, LiveCall } from "#shared/contract/calls.ts";

export const aLeg = (part: { readonly [K in keyof CallLeg]?: unknown } = {}): CallLeg =>
  ({
    id: "leg-ana",
    party: "agent",
    userId: "ana",
    name: "Ana",
    state: "joined",
    rings: part.state === "ringing" && part.party === "consulted",
    place: "talk",
    muted: false,
    video: false,
    mode: null,
    phone: null,
    besideLegId: null,
    cause: null,
    ...part,
  }) as CallLeg;

export const theCustomer = (part: { readonly [K in keyof CallLeg]?: unknown } = {}): CallLeg =>
  aLeg({ id: "leg-customer", party: "customer", userId: null, name: "Bia", ...part });

/** A voice call between Ana and her customer. */
export const aCall = (part: { readonly [K in keyof LiveCall]?: unknown } = {}): LiveCall =>
  ({
    id: "call-1",
    version: 1,
    conversationId: "conversation-1",
    medium: "voice",
    direction: "inbound",
    state: "connected",
    legs: [theCustomer(), aLeg()],
    cause: null,
    mediaEpoch: 0,
    createdAt: "2026-11-22T09:00:00Z",
    connectedAt: "2026-11-22T09:00:05Z",
    endedAt: null,
    ...part,
  }) as LiveCall;
