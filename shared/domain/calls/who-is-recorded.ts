import { type Call, isHere, type Leg } from "./call.ts";
import { whoHears } from "./who-hears.ts";

/**
 * Where a voice belongs in a recording: to the customer's side or the staff's, which are played together; `aside` is what
 * the customer was not to hear (a whisper, a question to a colleague while he is on hold), kept apart.
 */
export type RecordedAs = "customer" | "staff" | "aside";

/** By leg; who is not in it is not recorded. */
export type RecordedVoices = Readonly<Record<string, RecordedAs>>;

/** Whose voice is recorded as what. What nobody hears is not recorded: who is muted, on hold or only listens. */
export function recordedAs(call: Call): RecordedVoices {
  const heardBy = Object.entries(whoHears(call));
  const here = call.legs.filter(isHere);
  const customers = here.filter(({ party }) => party === "customer").map(({ id }) => id);
  const of = (leg: Leg): RecordedAs | undefined => {
    const listeners = heardBy.filter(([, { audio }]) => audio.includes(leg.id)).map(([id]) => id);
    if (listeners.length === 0) return undefined;
    if (leg.party === "customer") return "customer";
    if (leg.mode === "whisper") return "aside";
    // Among colleagues there is nobody from whom anything is kept.
    const isOpen = customers.length === 0 || customers.some((id) => listeners.includes(id));
    return isOpen ? "staff" : "aside";
  };
  return Object.fromEntries(
    here.flatMap((leg) => {
      const as = of(leg);
      return as ? [[leg.id, as] as const] : [];
    }),
  );
}

/**
 * Whose picture is recorded, and at whose side it belongs: the customer's while anybody sees it, and of the staff what the
 * customer sees. What colleagues show each other while he is on hold is not kept.
 */
export function picturedAs(call: Call): RecordedVoices {
  const seenBy = Object.entries(whoHears(call));
  const isCustomer = (legId: string) =>
    call.legs.some(({ id, party }) => id === legId && party === "customer");
  const sides = call.legs.filter(isHere).flatMap(({ id }): [string, RecordedAs][] => {
    const viewers = seenBy.filter(([, { video }]) => video.includes(id)).map(([viewer]) => viewer);
    if (isCustomer(id)) return viewers.length > 0 ? [[id, "customer"]] : [];
    return viewers.some(isCustomer) ? [[id, "staff"]] : [];
  });
  return Object.fromEntries(sides);
}
