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

/** Whose picture is recorded, and at whose side it belongs: of those whom anybody sees. */
export function picturedAs(call: Call): RecordedVoices {
  const seen = new Set(Object.values(whoHears(call)).flatMap(({ video }) => video));
  return Object.fromEntries(
    call.legs
      .filter(({ id }) => seen.has(id))
      .map(({ id, party }) => [id, party === "customer" ? "customer" : "staff"]),
  );
}
