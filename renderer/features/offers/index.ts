export { announceOffers } from "./announce-offers.ts";
export { OfferStack } from "./offer-stack.tsx";
export { feedOffers, offersStore, openOffers } from "./offers-store.ts";
