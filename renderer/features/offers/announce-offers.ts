import type { Observable } from "#renderer/platform/observable.ts";
import type { Offer } from "#shared/contract/conversations.ts";
import { offersStore, openOffers } from "./offers-store.ts";

export interface OfferAnnouncer {
  readonly myId: string;
  readonly serverNow: () => number;
  /** Only the window that leads rings and notifies. */
  readonly leads: Observable<boolean>;
  /** Whether it is to be heard on this device; where not, it only stands on the screen. Asked again while it is open. */
  readonly isHeard: (offer: Offer) => boolean;
  /** Begins to ring; `heard` is called when it really sounds. */
  readonly ring: (heard: () => void) => () => void;
  /** This offer was heard; for its trail. */
  readonly sounded: (offer: Offer) => void;
  readonly show: (offer: Offer) => void;
  readonly hide: (offer: Offer) => void;
}

const lookEveryMs = 500;

/** Rings as long as something is offered, and not a moment longer: answered, withdrawn, expired or answered elsewhere. */
export function announceOffers(
  { myId, serverNow, leads, isHeard, ring, sounded, show, hide }: OfferAnnouncer,
  store = offersStore,
) {
  const shown = new Map<string, Offer>();
  const heardOf = new Set<string>();
  let stopRing: (() => void) | undefined;
  let silenced = new Set<string>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const tell = (open: readonly Offer[], ids: ReadonlySet<string>) => {
    for (const offer of open.filter(({ id }) => !shown.has(id))) {
      shown.set(offer.id, offer);
      show(offer);
    }
    for (const offer of [...shown.values()].filter(({ id }) => !ids.has(id))) {
      shown.delete(offer.id);
      hide(offer);
    }
  };
  const look = () => {
    const open = leads.get() ? openOffers(store.getState(), serverNow(), myId) : [];
    const told = open.filter(isHeard);
    const ids = new Set<string>(told.map(({ id }) => id));
    tell(told, ids);
    silenced = new Set([...silenced].filter((id) => ids.has(id)));
    const rings = told.some(({ id }) => !silenced.has(id));
    if (rings) stopRing ??= ring(heard);
    else quiet();
    // Offers run out without news: look while there are any.
    if (open.length > 0) timer ??= setInterval(look, lookEveryMs);
    else {
      clearInterval(timer);
      timer = undefined;
    }
  };
  /** The ring is for all that is open and not silenced; each is told of once. */
  const heard = () => {
    for (const offer of shown.values()) {
      if (silenced.has(offer.id) || heardOf.has(offer.id)) continue;
      heardOf.add(offer.id);
      sounded(offer);
    }
  };
  const quiet = () => {
    stopRing?.();
    stopRing = undefined;
  };
  const removers = [store.subscribe(look), leads.subscribe(look)];
  look();
  return {
    /** The person wants quiet for what rings now; the next offer rings again. */
    silence() {
      for (const id of shown.keys()) silenced.add(id);
      quiet();
    },
    stop() {
      for (const remove of removers) remove();
      clearInterval(timer);
      quiet();
      for (const offer of shown.values()) hide(offer);
      shown.clear();
    },
  };
}
