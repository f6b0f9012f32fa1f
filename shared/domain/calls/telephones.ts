import { type Call, isHere, type Leg } from "./call.ts";

/**
 * Who has the call when its agent leaves: a colleague whom he consulted, else, so that a customer can be handed to
 * somebody outside, the telephone that he consulted (docs/adr/0055).
 */
export function heirOf({ legs }: Call): Leg | undefined {
  const talking = legs.filter((leg) => leg.party === "consulted" && isHere(leg));
  const hasCustomer = legs.some((leg) => leg.party === "customer" && isHere(leg));
  return (
    talking.find(({ userId }) => userId !== null) ??
    (hasCustomer ? talking.find(({ phone }) => phone !== null) : undefined)
  );
}

/** Nobody of the staff is in the call any more whom a supervisor could be beside: two telephones talk on. */
export const isLeftToPhones = ({ legs }: Call): boolean =>
  legs.some(({ party, userId, state }) => party === "agent" && userId === null && state !== "gone");
