import { guarded } from "#server/platform/http/guard.ts";
import type { DeskCall, DeskHandlers } from "#server/platform/socket/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { can } from "#shared/permissions/can.ts";
import { deskRooms } from "../conversations/index.ts";
import type { RoutingDeps } from "./deps.ts";
import { listColleagues, listQueues } from "./directory.ts";
import { howRouted } from "./how-routed.ts";
import { noteSeen, noteSent, offerTrail } from "./offer-trail.ts";
import { acceptOffer, declineOffer, openOffers } from "./offers.ts";
import { createRouter } from "./router.ts";
import { registerTellers } from "./tell-routing.ts";
import { whoWaits } from "./who-waits.ts";
import { whyOwn } from "./why-own.ts";
import { whyWaiting, whyWatched } from "./why-waiting.ts";

export type { RoutingDeps } from "./deps.ts";
export { overflowOne } from "./overflow.ts";

const serverTime = () => ({ serverTime: new Date().toISOString() });

function procedures(deps: RoutingDeps, wake: () => void) {
  const directory = {
    list: guarded.directory.list.handler(({ context }) => listColleagues(deps)(context.user())),
    queues: guarded.directory.queues.handler(({ context }) => listQueues(deps)(context.user()) as never),
  };
  const offers = {
    accept: guarded.offers.accept.handler(async ({ context, input }) => {
      const actor = context.user();
      const conversationId = await acceptOffer(deps)(actor, input.offerId);
      // Where it rang too somebody is free again.
      wake();
      const mine = await deps.list(actor, "mine");
      return (
        mine.find(({ id }) => id === conversationId) ?? fail("conversation.not_found", { conversationId })
      );
    }),
    decline: guarded.offers.decline.handler(async ({ context, input }) => {
      const offer = await declineOffer(deps)(context.user(), input.offerId);
      wake();
      return offer;
    }),
    trail: guarded.offers.trail.handler(({ context, input }) =>
      offerTrail(deps.pool, context.user(), input.offerId),
    ),
  };
  const routing = {
    why: guarded.routing.why.handler(({ context }) => whyOwn(deps)(context.user())),
    whyWaiting: guarded.routing.whyWaiting.handler(({ context, input }) =>
      whyWaiting(deps)(context.user(), input.conversationId),
    ),
    waiting: guarded.routing.waiting.handler(({ context }) => whoWaits(deps.pool, context.user())),
    whyWatched: guarded.routing.whyWatched.handler(({ context, input }) =>
      whyWatched(deps.pool, context.user(), input.conversationId),
    ),
    how: guarded.routing.how.handler(({ context, input }) =>
      howRouted(deps)(context.user(), input.conversationId),
    ),
  };
  return { directory, offers, routing };
}

type DeskPart = Pick<DeskHandlers, "desk.snapshot" | "offer.seen" | "ping">;

function deskCommands(deps: RoutingDeps): DeskPart {
  return {
    async "desk.snapshot"({ actor }) {
      const answering = can(actor, "workspace.open");
      const [epoch, mine, unassigned, offers, status] = await Promise.all([
        deps.epoch(),
        answering ? deps.list(actor, "mine") : [],
        can(actor, "conversation.unassigned.view") ? deps.list(actor, "unassigned") : [],
        openOffers(deps.pool, actor.id),
        deps.statusOf(actor.id),
      ]);
      // They are told by this very answer.
      await noteSent(
        deps.pool,
        offers.map(({ id }) => id),
      );
      return { epoch, ...serverTime(), mine, unassigned, offers, status };
    },
    async "offer.seen"({ actor }, seen) {
      await noteSeen(deps.pool, actor.id, seen);
      return { ok: true };
    },
    ping: async () => serverTime(),
  };
}

/** Routing: who is there, who gets what waits, and the answers to offers. */
export function createRoutingFeature(deps: RoutingDeps) {
  registerTellers(deps);
  const router = createRouter(deps);
  return {
    router,
    procedures: procedures(deps, router.wake),
    deskCommands: deskCommands(deps),
    /** A connection came: it hears what its rights entitle it to. */
    openDesk(call: DeskCall): void {
      for (const room of deskRooms(call.actor)) call.join(room);
    },
  };
}
