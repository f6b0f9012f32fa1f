import type { MissedItem } from "#shared/contract/missed.ts";
import { canSeeConversation, type Rights } from "#shared/permissions/can.ts";

/** Channels on which a customer reads what somebody writes to him first. */
const writable = ["web"];

/** How somebody who was missed is reached, and what is to be done then. */
export interface Ways {
  /** The number to call; null: he left none. */
  readonly call: string | null;
  readonly write: boolean;
  /** `closes`: nothing, it closes itself. Else: mark it after the call or the e-mail, or wait for his return. */
  readonly after: "closes" | "afterCall" | "mail" | "waits";
}

/** The ways to reach him, for somebody who may write first or may not. */
export function waysTo({ kind, phone, back, channel, customer }: MissedItem, mayWrite: boolean): Ways {
  const write = mayWrite && !back && writable.includes(channel);
  const next = () => {
    if (kind === "callback" && phone) return "afterCall";
    if (write || back) return "closes";
    if (phone) return "afterCall";
    return customer.email ? "mail" : "waits";
  };
  return { call: phone, write, after: next() };
}

const seen = (
  rights: Rights,
  { state, queueId, assigneeId }: { state: string; queueId: string; assigneeId: string | null },
): boolean => canSeeConversation(rights, { workspaceId: rights.workspaceId, state, queueId, assigneeId });

/** Whether one may look at the conversation that is open with him now. */
export const seesBack = (rights: Rights, { back }: MissedItem): boolean =>
  back !== null && seen(rights, back);

/** Whether one may look at the conversation that was missed: to see to it, by right, or as one serves him now. */
export function seesPast(rights: Rights, { past, back, state }: MissedItem): boolean {
  if (!past) return false;
  if (past.state === "closed" && state !== "done") return true;
  const serves = back?.state === "assigned" && back.assigneeId === rights.id;
  return seen(rights, past) || (serves && rights.grants["customer.view"] !== undefined);
}
