/** Whose media a leg is. The agent's owns the call; a consulted one is a colleague (or an outside number) he brought in. */
export type Party = "customer" | "agent" | "consulted" | "supervisor";

/** How a supervisor is with an agent: he hears; that agent alone hears him; everybody who talks hears him. */
export type SupervisorMode = "listen" | "whisper" | "barge";

/** Why a leg or the whole call is over. `lost`: its program or network did not come back within the time allowed. */
export type EndCause =
  | "hung_up"
  | "declined"
  | "no_answer"
  | "busy"
  | "no_such_number"
  | "cancelled"
  | "transferred"
  | "lost"
  | "failed";

/** One party's media in a call. */
export interface Leg {
  readonly id: string;
  readonly party: Party;
  /** The member of staff; null for customers and outside numbers. */
  readonly userId: string | null;
  /** The number outside whose telephone it is; empty: it is hidden. Null: a browser or a desktop. */
  readonly phone: string | null;
  readonly state: "ringing" | "joined" | "gone";
  /** On hold he hears music and nobody hears him. */
  readonly place: "talk" | "hold";
  readonly muted: boolean;
  readonly video: boolean;
  /** Of supervisors only: how, and beside which leg of staff. */
  readonly mode: SupervisorMode | null;
  readonly besideLegId: string | null;
  readonly cause: EndCause | null;
  /** A telephone that is still being called, and whose network can be heard: its tones, its announcements. */
  readonly early?: boolean;
  /** When it answers, the agent who had it called is out: he hands the customer over to it. */
  readonly takesOver?: boolean;
}

/** A call: its legs say everything, so that its state can never contradict them. */
export interface Call {
  readonly id: string;
  readonly legs: readonly Leg[];
  /** Grows by one with every change. */
  readonly version: number;
  /** Set once, when the call ends. */
  readonly cause: EndCause | null;
}

export type CallState = "ringing" | "connected" | "held" | "consulting" | "conference" | "ended";

/** In the call, or on the way into it. */
export const isLive = ({ state }: Leg): boolean => state !== "gone";
export const isHere = (leg: Leg): boolean => leg.state === "joined";
/** Counted among those who talk with each other: supervisors only when everybody hears them. */
export const isInTalk = (leg: Leg): boolean =>
  isHere(leg) && leg.place === "talk" && (leg.party !== "supervisor" || leg.mode === "barge");

export const legOf = (call: Call, legId: string): Leg | undefined =>
  call.legs.find(({ id, state }) => id === legId && state !== "gone");
export const agentLeg = (call: Call): Leg | undefined =>
  call.legs.find(({ party, state }) => party === "agent" && state !== "gone");

/** The parties who keep a call alive; supervisors come and go. */
const parties = (call: Call) => call.legs.filter((leg) => leg.party !== "supervisor" && leg.state !== "gone");

/**
 * The state as people name it. `ringing`: nobody has met yet; `held`: all but the agent are on hold; `consulting`: the
 * agent talks with somebody while somebody else is on hold; `conference`: three or more talk.
 */
export function stateOf(call: Call): CallState {
  if (call.cause !== null) return "ended";
  const here = parties(call).filter(isHere);
  const others = here.filter(({ party }) => party !== "agent");
  if (!here.some(({ party }) => party === "agent") || others.length === 0) return "ringing";
  const talking = others.filter(({ place }) => place === "talk").length;
  if (talking === 0)
    return parties(call).some(({ party, state }) => party === "consulted" && state === "ringing")
      ? "consulting"
      : "held";
  if (others.some(({ place }) => place === "hold")) return "consulting";
  return talking > 1 ? "conference" : "connected";
}
