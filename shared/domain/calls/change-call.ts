import { isBetweenColleagues, isLeftAlone, withFirstAnswer } from "./between-colleagues.ts";
import {
  agentLeg,
  type Call,
  type EndCause,
  isHere,
  type Leg,
  legOf,
  type Party,
  type SupervisorMode,
} from "./call.ts";
import { heirOf, isLeftToPhones } from "./telephones.ts";

/** Why a change of a call was not made. */
export type CallRefusal =
  | "call_over"
  | "no_such_leg"
  | "wrong_state"
  | "agent_there"
  | "not_staff"
  | "already_there";

/** The call after a change, or why it was not made. Doing again what is done already gives the call as it is. */
export type CallChange =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly because: CallRefusal };

/** One change is one version, however many legs it moves. */
const changed = (before: Call, after: Call): CallChange => ({
  ok: true,
  call: after === before ? before : { ...after, version: before.version + 1 },
});
const refused = (because: CallRefusal): CallChange => ({ ok: false, because });

interface NewLeg {
  readonly id: string;
  readonly party: Exclude<Party, "supervisor">;
  readonly userId: string | null;
  readonly phone?: string | null;
  readonly video?: boolean;
  readonly takesOver?: boolean;
}

const newLeg = ({ id, party, userId, phone = null, video = false, takesOver }: NewLeg): Leg => ({
  id,
  party,
  userId,
  phone,
  state: "ringing",
  place: "talk",
  muted: false,
  video,
  mode: null,
  besideLegId: null,
  cause: null,
  ...(takesOver && { takesOver }),
});

const withLegs = (call: Call, legs: readonly Leg[]): Call => ({ ...call, legs });
const mapLegs = (call: Call, change: (leg: Leg) => Leg): Call => {
  const legs = call.legs.map(change);
  return legs.every((leg, index) => leg === call.legs[index]) ? call : withLegs(call, legs);
};
const setLeg = (call: Call, legId: string, now: Partial<Leg>): Call =>
  mapLegs(call, (leg) => (leg.id === legId && differs(leg, now) ? { ...leg, ...now } : leg));
const differs = (leg: Leg, now: Partial<Leg>) =>
  Object.entries(now).some(([key, value]) => leg[key as keyof Leg] !== value);

const isInCall = (call: Call, userId: string | null) =>
  userId !== null && call.legs.some((leg) => leg.userId === userId && leg.state !== "gone");

/** A call with its first leg ringing (or, for a caller who is already on the line, soon joined). */
export const newCall = (id: string, first: NewLeg): Call => ({
  id,
  legs: [newLeg(first)],
  version: 1,
  cause: null,
});

/** Rings one more party. Rings one agent at a time: another would be a second owner. */
export function ring(call: Call, leg: NewLeg): CallChange {
  if (call.cause !== null) return refused("call_over");
  if (call.legs.some(({ id }) => id === leg.id)) return changed(call, call);
  if (leg.party === "agent" && agentLeg(call)) return refused("agent_there");
  if (isInCall(call, leg.userId)) return refused("already_there");
  return changed(call, withLegs(call, [...call.legs, newLeg(leg)]));
}

/** The party answers; the media engine may give it what its row of the matrix says. */
export function join(call: Call, legId: string): CallChange {
  if (call.cause !== null) return refused("call_over");
  if (!legOf(call, legId)) return refused("no_such_leg");
  const joined = setLeg(call, legId, { state: "joined" });
  const answered = withoutAudience(withFirstAnswer(call, joined, legId));
  const agent = agentLeg(answered);
  const isHandedOver = legOf(answered, legId)?.takesOver === true && agent?.userId;
  const left = isHandedOver && heirOf(answered) ? leave(answered, agent.id, "transferred") : undefined;
  return changed(call, left?.ok ? left.call : answered);
}

/** The network of a telephone that is being called can be heard before it is answered. */
export function hearEarly(call: Call, legId: string): CallChange {
  if (call.cause !== null) return refused("call_over");
  const leg = legOf(call, legId);
  if (!leg) return refused("no_such_leg");
  return changed(call, leg.state === "ringing" ? setLeg(call, legId, { early: true }) : call);
}

/**
 * A leg is over. The call ends with its customer, and with its last member of staff who had answered; one between
 * colleagues with the last but one of them. When the agent leaves a colleague who talks, the call is that colleague's.
 * Supervisors beside him who left are beside the new owner.
 */
export function leave(call: Call, legId: string, cause: EndCause): CallChange {
  const leg = call.legs.find(({ id }) => id === legId);
  if (!leg) return refused("no_such_leg");
  if (call.cause !== null || leg.state === "gone") return changed(call, call);
  const without = setLeg(call, legId, { state: "gone", cause, place: "talk" });
  if (leg.party === "supervisor") return changed(call, without);
  if (isLeftAlone(without)) return changed(call, over(without, cause));
  if (leg.party === "consulted") return changed(call, withoutAudience(takenBack(without, leg)));
  if (leg.party === "customer") {
    const others = without.legs.some(({ party, state }) => party === "customer" && state !== "gone");
    return changed(call, others ? without : over(without, cause));
  }
  const heir = heirOf(without);
  // Who only rang leaves a customer who goes on waiting: somebody else is rung.
  if (!heir && leg.state === "ringing" && !isBetweenColleagues(call))
    return changed(call, withoutAudience(without));
  if (!heir) return changed(call, over(without, cause));
  return changed(call, withoutAudience(inherit(without, legId, heir.id)));
}

/** Whom he wanted to hand to a telephone that did not answer, the agent has back: he need not know that they wait. */
const takenBack = (call: Call, { takesOver, state }: Leg): Call =>
  takesOver && state === "ringing"
    ? mapLegs(call, (leg) => (isHere(leg) && leg.place === "hold" ? { ...leg, place: "talk" } : leg))
    : call;

/** The heir owns the call; whoever was on hold for the old owner's sake is back in the talk. */
const inherit = (call: Call, oldLegId: string, heirId: string): Call =>
  mapLegs(call, (leg) => {
    if (leg.id === heirId) return { ...leg, party: "agent", place: "talk" };
    if (leg.state === "gone") return leg;
    if (leg.besideLegId === oldLegId) return { ...leg, besideLegId: heirId };
    return leg.place === "hold" ? { ...leg, place: "talk" } : leg;
  });

/** Supervisors who were beside a colleague that left are gone with him. */
const withoutAudience = (call: Call): Call =>
  mapLegs(call, (leg) =>
    leg.party === "supervisor" &&
    leg.state !== "gone" &&
    (isLeftToPhones(call) || !legOf(call, leg.besideLegId ?? ""))
      ? { ...leg, state: "gone", cause: "hung_up" }
      : leg,
  );

const over = (call: Call, cause: EndCause): Call => ({
  ...mapLegs(call, (leg) => (leg.state === "gone" ? leg : { ...leg, state: "gone", cause })),
  cause,
});

/** Everybody is gone; nobody hears anybody. */
export const end = (call: Call, cause: EndCause): CallChange =>
  changed(call, call.cause === null ? over(call, cause) : call);

/** Puts somebody on hold or takes him back; the agent himself and supervisors cannot be held. */
export function place(call: Call, legId: string, to: Leg["place"]): CallChange {
  if (call.cause !== null) return refused("call_over");
  const leg = legOf(call, legId);
  if (!leg) return refused("no_such_leg");
  if (leg.party === "agent" || leg.party === "supervisor") return refused("wrong_state");
  if (!isHere(leg)) return refused("wrong_state");
  return changed(call, setLeg(call, legId, { place: to }));
}

/** On hold and back in one step, so that the two never hear each other in between. */
export function swap(call: Call): CallChange {
  if (call.cause !== null) return refused("call_over");
  const others = call.legs.filter(
    (leg) => isHere(leg) && (leg.party === "customer" || leg.party === "consulted"),
  );
  if (new Set(others.map((leg) => leg.place)).size < 2) return refused("wrong_state");
  const ids = others.map(({ id }) => id);
  return changed(
    call,
    mapLegs(call, (leg) =>
      ids.includes(leg.id) ? { ...leg, place: leg.place === "talk" ? "hold" : "talk" } : leg,
    ),
  );
}

/** Microphone off or on, at the server. */
export function mute(call: Call, legId: string, muted: boolean): CallChange {
  if (call.cause !== null) return refused("call_over");
  if (!legOf(call, legId)) return refused("no_such_leg");
  return changed(call, setLeg(call, legId, { muted }));
}

/** A supervisor comes to a member of staff; he has no ring, and is there when his media is. */
export function supervise(
  call: Call,
  given: {
    readonly id: string;
    readonly userId: string;
    readonly besideLegId: string;
    readonly mode: SupervisorMode;
  },
): CallChange {
  if (call.cause !== null) return refused("call_over");
  const beside = legOf(call, given.besideLegId);
  if (!beside) return refused("no_such_leg");
  if (beside.userId === null || beside.party === "customer" || beside.party === "supervisor")
    return refused("not_staff");
  const mine = call.legs.find(({ id }) => id === given.id);
  if (mine && (mine.state === "gone" || mine.party !== "supervisor")) return refused("wrong_state");
  if (mine) return changed(call, setLeg(call, mine.id, { mode: given.mode, besideLegId: beside.id }));
  if (isInCall(call, given.userId)) return refused("already_there");
  const leg = {
    ...newLeg({ id: given.id, party: "consulted", userId: given.userId }),
    party: "supervisor" as const,
  };
  return changed(call, withLegs(call, [...call.legs, { ...leg, mode: given.mode, besideLegId: beside.id }]));
}

/** Another mode in place: no leg comes or goes, so that there is no gap. */
export function changeMode(call: Call, legId: string, mode: SupervisorMode): CallChange {
  if (call.cause !== null) return refused("call_over");
  const leg = legOf(call, legId);
  if (!leg) return refused("no_such_leg");
  if (leg.party !== "supervisor") return refused("wrong_state");
  return changed(call, setLeg(call, legId, { mode }));
}

/** The supervisor becomes the owner; the agent leaves, and the customer comes off hold. */
export function takeOver(call: Call, legId: string): CallChange {
  if (call.cause !== null) return refused("call_over");
  const leg = legOf(call, legId);
  if (!leg) return refused("no_such_leg");
  if (leg.party !== "supervisor" || !isHere(leg)) return refused("wrong_state");
  const old = agentLeg(call);
  const without = old ? setLeg(call, old.id, { state: "gone", cause: "transferred" }) : call;
  const owner = setLeg(without, legId, { party: "agent", mode: null, besideLegId: null, muted: false });
  return changed(call, withoutAudience(inherit(owner, old?.id ?? "", legId)));
}

/**
 * The call follows its conversation to whoever has it now (null: it waits): who had it before is gone, a colleague or
 * supervisor who is in the call already owns it, anybody else is rung. Without an heir those who were consulted leave, and
 * the customer waits off hold.
 */
export function giveTo(
  call: Call,
  to: { readonly userId: string; readonly legId: string; readonly video?: boolean } | null,
  cause: EndCause = "transferred",
): CallChange {
  if (call.cause !== null) return changed(call, call);
  const owner = agentLeg(call);
  if ((owner?.userId ?? null) === (to?.userId ?? null)) return changed(call, call);
  const without = owner ? setLeg(call, owner.id, { state: "gone", cause, place: "talk" }) : call;
  const heir = to && without.legs.find((leg) => leg.userId === to.userId && leg.state !== "gone");
  if (heir) {
    const raised = setLeg(without, heir.id, { party: "agent", mode: null, besideLegId: null, muted: false });
    return changed(call, withoutAudience(inherit(raised, owner?.id ?? "", heir.id)));
  }
  const alone = mapLegs(without, (leg) => {
    if (leg.state === "gone") return leg;
    if (leg.party === "consulted") return { ...leg, state: "gone", cause: "transferred", place: "talk" };
    return leg.place === "hold" ? { ...leg, place: "talk" } : leg;
  });
  const rung = to
    ? withLegs(alone, [
        ...alone.legs,
        newLeg({ id: to.legId, party: "agent", userId: to.userId, video: to.video ?? false }),
      ])
    : alone;
  return changed(call, withoutAudience(rung));
}
