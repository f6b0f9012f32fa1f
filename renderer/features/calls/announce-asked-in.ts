import type { Observable } from "#renderer/platform/observable.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import { callsOf, callsStore, isAskedIn } from "./calls-store.ts";

export interface AskedInAnnouncer {
  readonly myId: string;
  /** Only the window that leads rings and notifies. */
  readonly leads: Observable<boolean>;
  readonly ring: () => () => void;
  readonly show: (call: LiveCall) => void;
  readonly hide: (call: LiveCall) => void;
}

/** Who asks: the colleague whose call it is, or the customer, when it is one's own. */
export function askerOf(
  { legs }: LiveCall,
  myId: string,
): { readonly name: string; readonly isCustomer: boolean } {
  const isIn = legs.filter(({ state }) => state !== "gone");
  const owner = isIn.find(({ party }) => party === "agent");
  const isCustomer = owner === undefined || owner.userId === myId;
  const asker = isCustomer ? isIn.find(({ party }) => party === "customer") : owner;
  return { name: asker?.name ?? "", isCustomer };
}

/** Rings as long as somebody asks one into a call, and not a moment longer. */
export function announceAskedIn(
  { myId, leads, ring, show, hide }: AskedInAnnouncer,
  store = callsStore,
): { silence(): void; stop(): void } {
  const shown = new Map<string, LiveCall>();
  const silenced = new Set<string>();
  let stopRing: (() => void) | undefined;

  function look(): void {
    const asked = leads.get() ? callsOf(store.getState(), myId).filter(({ leg }) => isAskedIn(leg)) : [];
    const ids = new Set<string>(asked.map(({ call }) => call.id));
    for (const [id, call] of shown)
      if (!ids.has(id)) {
        shown.delete(id);
        silenced.delete(id);
        hide(call);
      }
    for (const { call } of asked)
      if (!shown.has(call.id)) {
        shown.set(call.id, call);
        show(call);
      }
    if (asked.some(({ call }) => !silenced.has(call.id))) stopRing ??= ring();
    else quiet();
  }
  function quiet(): void {
    stopRing?.();
    stopRing = undefined;
  }
  const removers = [store.subscribe(look), leads.subscribe(look)];
  look();
  return {
    silence() {
      for (const id of shown.keys()) silenced.add(id);
      quiet();
    },
    stop() {
      for (const remove of removers) remove();
      quiet();
      for (const call of shown.values()) hide(call);
      shown.clear();
    },
  };
}
