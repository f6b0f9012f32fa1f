import { createStore } from "zustand/vanilla";
import type { NewsSource } from "#renderer/platform/socket/news-gate.ts";
import type { Offer } from "#shared/contract/conversations.ts";

export interface OffersState {
  readonly byId: Readonly<Record<string, Offer>>;
}

/** Keeps the newer of two versions. */
export function withOffer(state: OffersState, offer: Offer): OffersState {
  const known = state.byId[offer.id];
  return known && known.version >= offer.version ? state : { byId: { ...state.byId, [offer.id]: offer } };
}

/** After a connect only what the snapshot lists is still offered. */
export const withOfferSnapshot = (offers: readonly Offer[]): OffersState => ({
  byId: Object.fromEntries(offers.map((offer) => [offer.id, offer])),
});

/** What is still before this person, the oldest first: the one that runs out next is on top. */
export const openOffers = (state: OffersState, serverNow: number, myId: string): Offer[] =>
  Object.values(state.byId)
    .filter(
      (offer) => offer.state === "open" && offer.userId === myId && Date.parse(offer.expiresAt) > serverNow,
    )
    .sort((a, b) => a.expiresAt.localeCompare(b.expiresAt));

export const createOffersStore = () => createStore<OffersState>()(() => ({ byId: {} }));
export const offersStore = createOffersStore();

/** The one place where news of offers enters the renderer. Returns the unsubscriber. */
export function feedOffers(news: NewsSource, store = offersStore) {
  const removers = [
    news.onSnapshot(({ offers }) => store.setState(withOfferSnapshot(offers))),
    news.on("offer.changed", (offer) => store.setState((state) => withOffer(state, offer))),
  ];
  return () => {
    for (const remove of removers) remove();
    store.setState({ byId: {} });
  };
}
