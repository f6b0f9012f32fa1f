import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { Conversation, Offer } from "./conversations.ts";
import { ConversationId, Moment, OfferId, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";

/** What became of an offer on the agent's devices, and what he did. */
export const OfferTrail = z.object({
  id: OfferId,
  conversationId: ConversationId,
  user: z.object({ id: UserId, name: z.string() }),
  state: Offer.shape.state,
  reason: Offer.shape.reason,
  broadcast: z.boolean(),
  createdAt: Moment,
  expiresAt: Moment,
  /** A device of his that was connected was told; it stood on a screen; it was heard. */
  sentAt: Moment.nullable(),
  shownAt: Moment.nullable(),
  soundedAt: Moment.nullable(),
  /** Accepted, declined, run out or withdrawn. */
  endedAt: Moment.nullable(),
});
export type OfferTrail = z.infer<typeof OfferTrail>;

export const offers = {
  accept: procedure("conversation.receive")
    .route({ method: "POST", path: "/offers/{offerId}/accept", summary: "Accept an offered conversation" })
    .input(z.object({ offerId: OfferId }))
    .output(Conversation)
    .errors(pick("offer.not_found", "offer.gone", "agent.at_capacity")),
  decline: procedure("conversation.receive")
    .route({ method: "POST", path: "/offers/{offerId}/decline", summary: "Decline an offered conversation" })
    .input(z.object({ offerId: OfferId }))
    .output(Offer)
    .errors(pick("offer.not_found", "offer.gone")),
  trail: procedure("conversation.view")
    .route({ method: "GET", path: "/offers/{offerId}/trail", summary: "What became of an offer" })
    .input(z.object({ offerId: OfferId }))
    .output(OfferTrail)
    .errors(pick("offer.not_found")),
};
