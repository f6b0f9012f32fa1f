import * as z from "zod";
import { procedure } from "./procedure.ts";

/** By what way sound and picture come through where a network lets nothing else out (TURN, RFC 8656). */
export const Relays = z.object({
  servers: z.array(z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() })),
  /** For how long they are good, seconds. */
  seconds: z.number().int().positive(),
});
export type Relays = z.infer<typeof Relays>;

export const relays = {
  list: procedure("signed-in")
    .route({
      method: "GET",
      path: "/relays",
      summary: "Servers that pass on sound and picture in closed networks",
    })
    .output(Relays),
};

export const visitorRelays = {
  relays: procedure("visitor")
    .route({
      method: "GET",
      path: "/visitor/relays",
      summary: "Servers that pass on sound and picture in closed networks",
    })
    .output(Relays),
};
