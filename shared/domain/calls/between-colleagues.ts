import { type Call, isHere, legOf } from "./call.ts";

/** A call in which there never was a customer: colleagues among themselves. */
export const isBetweenColleagues = (call: Call): boolean =>
  !call.legs.some(({ party }) => party === "customer");

/** Of colleagues among themselves at most one is left: there is nobody to talk with. Supervisors do not count. */
export const isLeftAlone = (call: Call): boolean =>
  isBetweenColleagues(call) &&
  call.legs.filter(({ party, state }) => party !== "supervisor" && state !== "gone").length < 2;

/**
 * Several colleagues are rung at once, for one group: when the first answers, the others are rung no longer. Who is rung
 * while a colleague talks already is another one to talk with, and goes on ringing.
 */
export function withFirstAnswer(before: Call, after: Call, legId: string): Call {
  const isFirst =
    isBetweenColleagues(after) &&
    legOf(before, legId)?.state === "ringing" &&
    legOf(after, legId)?.party === "consulted" &&
    !after.legs.some((leg) => leg.id !== legId && leg.party === "consulted" && isHere(leg));
  if (!isFirst) return after;
  return {
    ...after,
    legs: after.legs.map((leg) =>
      leg.id !== legId && leg.party === "consulted" && leg.state === "ringing"
        ? { ...leg, state: "gone", cause: "cancelled" }
        : leg,
    ),
  };
}
