import type { Call, Leg, SupervisorMode } from "./call.ts";
import { isLive } from "./call.ts";

/** The modes, from the least to the most that is heard of him. */
export const supervisorModes = ["listen", "whisper", "barge"] as const satisfies readonly SupervisorMode[];

/** Another whisper is for another ear: to this one he only listens. */
const modeFor = ({ mode, besideLegId }: Leg, ownLegIds: readonly string[]): SupervisorMode =>
  mode === "whisper" && !ownLegIds.includes(besideLegId ?? "") ? "listen" : (mode ?? "listen");

/** What somebody of the staff knows of a call. */
export interface StaffView {
  readonly legs: readonly Leg[];
  readonly cause: Call["cause"];
}

/**
 * The call in the eyes of one of its staff. Supervisors see each other; agents and the colleagues whom they consult see a
 * supervisor from the mode on from which the workspace shows him, and only while he is there. Who has left sees that it is
 * over for him, and nothing of those who go on.
 */
export function staffView(call: Call, userId: string, seenFrom: SupervisorMode): StaffView {
  const own = call.legs.filter((leg) => leg.userId === userId);
  const here = own.filter(isLive);
  if (own.length > 0 && here.length === 0) return { legs: own, cause: own.at(-1)?.cause ?? "hung_up" };
  if (here.some(({ party }) => party === "supervisor")) return { legs: call.legs, cause: call.cause };
  const ids = here.map(({ id }) => id);
  const isSeen = (leg: Leg) =>
    leg.party !== "supervisor" ||
    (isLive(leg) && supervisorModes.indexOf(modeFor(leg, ids)) >= supervisorModes.indexOf(seenFrom));
  return { legs: call.legs.filter(isSeen), cause: call.cause };
}
