import { createSource, type Observable } from "#renderer/platform/observable.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import type { Clock } from "#shared/sync/index.ts";
import { callsOf, callsStore } from "./calls-store.ts";
import type { CarriedCall } from "./carried-call.ts";

type Mine = ReturnType<typeof callsOf>[number];

interface CarrierDeps {
  readonly myId: string;
  readonly clock: Clock;
  readonly carry: (mine: Mine & { readonly takesOver: boolean }) => CarriedCall;
  /** Which calls this window had before it was reloaded. */
  readonly kept: { read(): readonly string[]; write(callIds: readonly string[]): void };
  /** Of several windows this one is before the person, or speaks for them all. */
  readonly isFront: () => boolean;
  readonly leads: Observable<boolean>;
}

/** The calls whose sound is at this window. */
export interface CallCarrier {
  readonly carried: Observable<ReadonlyMap<string, CarriedCall>>;
  /** It was answered here: its sound comes here, now or when the server has told of the call. */
  answeredHere(what: { readonly conversationId: string } | { readonly callId: string }): void;
  takeOver(callId: string): void;
  stop(): void;
}

/** A call that nobody's click has given to a window comes to the one in front, or else to the one that leads. */
const frontAfterMs = 700;
const leaderAfterMs = 2_500;

export function createCallCarrier(deps: CarrierDeps, store = callsStore): CallCarrier {
  const { myId, clock, kept } = deps;
  const carried = createSource<ReadonlyMap<string, CarriedCall>>(new Map());
  const answered = new Set<string>(kept.read());
  const waiting = new Map<string, () => void>();
  let stopped = false;

  const keep = () => kept.write([...carried.get().keys()]);
  function change(update: (now: Map<string, CarriedCall>) => void): void {
    const now = new Map(carried.get());
    update(now);
    carried.set(now);
    keep();
  }

  function begin(mine: Mine, takesOver = false): void {
    const { id } = mine.call;
    waiting.get(id)?.();
    waiting.delete(id);
    const one = deps.carry({ ...mine, takesOver });
    change((now) => now.set(id, one));
  }

  /** Nobody has said in which window: it must ring out nowhere. */
  function wait(mine: Mine): void {
    const { id } = mine.call;
    if (waiting.has(id)) return;
    const take = () => {
      const still = callsOf(store.getState(), myId).find(({ call }) => call.id === id);
      if (!stopped && still?.leg.state === "ringing" && !carried.get().has(id)) begin(still);
    };
    const removers = [
      clock.after(frontAfterMs, () => deps.isFront() && take()),
      clock.after(leaderAfterMs, () => deps.leads.get() && take()),
    ];
    waiting.set(id, () => {
      for (const remove of removers) remove();
    });
  }

  function drop(id: string, one: CarriedCall): void {
    one.close();
    answered.delete(id);
    change((now) => now.delete(id));
  }

  const isAnsweredHere = ({ id, conversationId }: LiveCall) =>
    answered.has(id) || (conversationId !== null && answered.delete(conversationId));

  function meet(mine: Mine): void {
    const { call, leg } = mine;
    const here = carried.get().get(call.id);
    if (here) here.follow(call, leg);
    else if (isAnsweredHere(call)) {
      answered.add(call.id);
      begin(mine);
    } else if (leg.party === "agent" && leg.state === "ringing" && !leg.rings) wait(mine);
  }

  function look(): void {
    if (stopped) return;
    const mine = callsOf(store.getState(), myId);
    for (const [id, one] of carried.get()) if (!mine.some(({ call }) => call.id === id)) drop(id, one);
    for (const one of mine) meet(one);
  }

  const remove = store.subscribe(look);
  look();
  return {
    carried,
    answeredHere(what) {
      answered.add("callId" in what ? what.callId : what.conversationId);
      look();
    },
    takeOver(callId) {
      const here = carried.get().get(callId);
      const mine = callsOf(store.getState(), myId).find(({ call }) => call.id === callId);
      if (here) here.media.link.takeOver();
      else if (mine) begin(mine, true);
    },
    stop() {
      stopped = true;
      remove();
      for (const cancel of waiting.values()) cancel();
      for (const one of carried.get().values()) one.close();
      carried.set(new Map());
    },
  };
}
