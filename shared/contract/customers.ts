import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { Conversation } from "./conversations.ts";
import { CustomerId, Moment } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine, personText } from "./text.ts";

/** A customer's details, for the panel beside the conversation. */
export const Customer = z.object({
  id: CustomerId,
  version: z.number().int().positive(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  notes: z.string(),
  verified: z.boolean(),
  externalId: z.string().nullable(),
  createdAt: Moment,
});
export type Customer = z.infer<typeof Customer>;

export const customers = {
  get: procedure("customer.view")
    .route({ method: "GET", path: "/customers/{customerId}", summary: "A customer's details" })
    .input(z.object({ customerId: CustomerId }))
    .output(Customer)
    .errors(pick("customer.not_found")),
  conversations: procedure("customer.view")
    .route({
      method: "GET",
      path: "/customers/{customerId}/conversations",
      summary: "A customer's conversations, newest first",
    })
    .input(z.object({ customerId: CustomerId }))
    .output(z.array(Conversation))
    .errors(pick("customer.not_found")),
  update: procedure("customer.edit")
    .route({ method: "PATCH", path: "/customers/{customerId}", summary: "Edit a customer's details" })
    .input(
      z.object({
        customerId: CustomerId,
        name: personLine(120).optional(),
        email: z.union([z.email().max(254), z.literal("")]).optional(),
        phone: personLine(40).optional(),
        notes: personText(4_000).optional(),
      }),
    )
    .output(Customer)
    .errors(pick("customer.not_found")),
};
