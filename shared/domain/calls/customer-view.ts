import type { Call, Leg } from "./call.ts";
import { agentLeg, isHere } from "./call.ts";
import { type RecordingCourse, recordingShown } from "./recording-course.ts";

/** What a customer may know of his call. */
export interface CustomerView {
  /** `invited`: the agent asks him into it; `waiting`: nobody has answered yet. */
  readonly state: "invited" | "waiting" | "connected" | "held" | "ended";
  /** Who serves him. */
  readonly agentUserId: string | null;
  readonly muted: boolean;
  /** `asked`: he is to say whether the call may be recorded. */
  readonly recording: ReturnType<typeof recordingShown>;
}

const customerOf = (legs: readonly Leg[]): Leg | undefined => legs.find(({ party }) => party === "customer");

/**
 * The call in a customer's eyes. It is the same whoever of the staff listens, whispers or is consulted: of those he learns
 * nothing, not even that something has changed.
 */
export function customerView({
  call,
  direction,
  recording: course,
}: {
  readonly call: Call;
  readonly direction: "inbound" | "outbound" | "internal";
  readonly recording: RecordingCourse | null;
}): CustomerView {
  const own = customerOf(call.legs);
  if (call.cause !== null || !own || own.state === "gone")
    return { state: "ended", agentUserId: null, muted: false, recording: "off" };
  const recording = recordingShown(course);
  const agent = agentLeg(call);
  const serves = agent && isHere(agent) ? agent : null;
  const { muted } = own;
  if (own.state === "ringing" && direction === "outbound")
    return { state: "invited", agentUserId: agent?.userId ?? null, muted, recording };
  if (serves === null || own.state === "ringing")
    return { state: "waiting", agentUserId: null, muted, recording };
  return { state: own.place === "hold" ? "held" : "connected", agentUserId: serves.userId, muted, recording };
}
