import { rooms } from "#server/platform/socket/index.ts";
import type { RoutingDeps } from "./deps.ts";
import { noteSent } from "./offer-trail.ts";
import { offerRecords } from "./offers.ts";

/** Tells offers to every device of the one they ring at. */
export function registerTellers({ pool, news, desk, log }: RoutingDeps): void {
  news.register("o", async (ids) => {
    const offers = await offerRecords(pool, "o.id = any($1)", [ids]);
    for (const offer of offers) desk.to(rooms.user(offer.userId)).emit("offer.changed", offer);
    const ringing = offers.filter(({ state }) => state === "open").map(({ id }) => id);
    // For the trail; nobody waits for it.
    void noteSent(pool, ringing).catch((error: unknown) =>
      log.warn({ err: error }, "that offers were sent could not be noted"),
    );
  });
}
