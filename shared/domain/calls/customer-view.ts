import type { Call, Leg } from "./call.ts";
import { agentLeg, isHere } from "./call.ts";

/** What a customer may know of his call. */
export interface CustomerView {
  /** `invited`: the agent asks him into it; `waiting`: nobody has answered yet. */
  readonly state: "invited" | "waiting" | "connected" | "held" | "ended";
  /** Who serves him. */
  readonly agentUserId: string | null;
  readonly muted: boolean;
}

const customerOf = (legs: readonly Leg[]): Leg | undefined => legs.find(({ party }) => party === "customer");

/**
 * The call in a customer's eyes. It is the same whoever of the staff listens, whispers or is consulted: of those he learns
 * nothing, not even that something has changed.
 */
export function customerView({
  call,
  direction,
}: {
  readonly call: Call;
  readonly direction: "inbound" | "outbound" | "internal";
}): CustomerView {
  const own = customerOf(call.legs);
  if (call.cause !== null || !own || own.state === "gone")
    return { state: "ended", agentUserId: null, muted: false };
  const agent = agentLeg(call);
  const serves = agent && isHere(agent) ? agent : null;
  const { muted } = own;
  if (own.state === "ringing" && direction === "outbound")
    return { state: "invited", agentUserId: agent?.userId ?? null, muted };
  if (serves === null || own.state === "ringing") return { state: "waiting", agentUserId: null, muted };
  return { state: own.place === "hold" ? "held" : "connected", agentUserId: serves.userId, muted };
}
