import type { CallLeg, LiveCall } from "#shared/contract/calls.ts";

const isIn = ({ state }: CallLeg) => state !== "gone";

/** Those who are in it but oneself and supervisors: the customer first. */
export const othersIn = ({ legs }: LiveCall, own: CallLeg): CallLeg[] =>
  legs
    .filter((leg) => isIn(leg) && leg.id !== own.id && leg.party !== "supervisor")
    .sort((a, b) => rank(a) - rank(b));

const rank = ({ party }: CallLeg) => (party === "customer" ? 0 : party === "agent" ? 1 : 2);

/** The staff in it whom a supervisor can be beside: the owner first. */
export const colleaguesIn = ({ legs }: LiveCall): CallLeg[] =>
  legs
    .filter(
      ({ party, state, userId }) =>
        (party === "agent" || party === "consulted") && state === "joined" && userId !== null,
    )
    .sort((a, b) => rank(a) - rank(b));

/** Supervisors of whom one may know. */
export const supervisorsIn = ({ legs }: LiveCall, own: CallLeg): CallLeg[] =>
  legs.filter((leg) => isIn(leg) && leg.id !== own.id && leg.party === "supervisor");

/** What the owner of a call can do with those in it, from who is there and where. */
export function waysOf(call: LiveCall, own: CallLeg) {
  const others = othersIn(call, own);
  const isOwner = own.party === "agent";
  // Between colleagues the one who was called stands where a customer would.
  const isInternal = call.direction === "internal";
  const first = others.find(({ party, state }) => state === "joined" && (isInternal || party === "customer"));
  const isAsked = ({ id, party }: CallLeg) => party === "consulted" && (!isInternal || id !== first?.id);
  const colleague = isInternal && !first ? undefined : others.find(isAsked);
  const joined = colleague?.state === "joined" ? colleague : undefined;
  const held = others.filter(({ state, place }) => state === "joined" && place === "hold");
  const isSplit = held.length > 0 && held.length < others.filter(({ state }) => state === "joined").length;
  return {
    /** Puts the customer on hold, or takes him back: with a colleague there, that is the conference. */
    hold: isOwner && first && !isSplit ? first : undefined,
    consults: isOwner && first !== undefined && !colleague,
    /** A colleague who is asked, or talks. */
    colleague: isOwner ? colleague : undefined,
    swaps: isOwner && isSplit,
    /** Whom to bring back so that all talk. */
    together: isOwner && isSplit ? held[0] : undefined,
    /** Leaving gives the call to the colleague, or the customer to somebody outside. */
    handsOver: isOwner && joined !== undefined && (joined.userId !== null || !isInternal),
    /** More than one party would be cut off. */
    endsForMany: isOwner && others.filter(({ state }) => state === "joined").length > 1,
  };
}
