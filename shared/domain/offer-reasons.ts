import { selections } from "./queue-rules.ts";

/** Why an offer rings at just this desk: how the queue chooses, or because a colleague handed it to him alone. */
export const offerReasons = [...selections, "transfer", "bounce_back", "least_busy"] as const;
export type OfferReason = (typeof offerReasons)[number];

/** Offered to him alone, whatever he does for queues: it is starred. */
export const isDirect = (reason: OfferReason): boolean => reason === "transfer" || reason === "bounce_back";
