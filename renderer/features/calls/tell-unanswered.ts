import type { Observable } from "#renderer/platform/observable.ts";
import type { CallLeg, LiveCall } from "#shared/contract/calls.ts";
import { type CallsState, callsStore } from "./calls-store.ts";

/** Why somebody who was called did not come, of what is worth telling; who gives up himself knows it. */
export const unansweredCauses = ["busy", "no_such_number", "declined", "no_answer", "failed"] as const;
export type UnansweredCause = (typeof unansweredCauses)[number];

interface Teller {
  readonly myId: string;
  /** Only the window that leads says so. */
  readonly leads: Pick<Observable<boolean>, "get">;
  readonly say: (cause: UnansweredCause, who: string) => void;
}

/** Is called, and has not answered: a telephone, or the colleague whom one calls. */
const wasCalled = ({ direction }: LiveCall, { state, party, phone }: CallLeg): boolean =>
  state === "ringing" &&
  (party === "consulted"
    ? phone !== null || direction === "internal"
    : party === "customer" && phone !== null && direction === "outbound");

const isMine = ({ legs }: LiveCall, myId: string): boolean =>
  legs.some(({ party, userId }) => party === "agent" && userId === myId);

/** Those who rang a moment ago and are gone now without having answered. */
export function unansweredIn(
  before: LiveCall,
  now: LiveCall,
  myId: string,
): { readonly cause: UnansweredCause; readonly who: string }[] {
  if (!isMine(before, myId)) return [];
  return before.legs
    .filter((leg) => wasCalled(before, leg))
    .flatMap((leg) => {
      const { state, cause } = now.legs.find(({ id }) => id === leg.id) ?? {
        state: now.state === "ended" ? "gone" : leg.state,
        cause: now.cause,
      };
      const told = unansweredCauses.find((one) => one === cause);
      return state === "gone" && told ? [{ cause: told, who: leg.name || (leg.phone ?? "") }] : [];
    });
}

/** Says why somebody whom one called has not answered: "busy", "no such number". Returns the remover. */
export function tellUnanswered({ myId, leads, say }: Teller, store = callsStore): () => void {
  return store.subscribe((now: CallsState, before: CallsState) => {
    if (now.byId === before.byId || !leads.get()) return;
    for (const call of Object.values(now.byId)) {
      const known = before.byId[call.id];
      if (!known || known === call) continue;
      for (const { cause, who } of unansweredIn(known, call, myId)) say(cause, who);
    }
  });
}
