import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import type { DeskCall, DeskHandlers } from "#server/platform/socket/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { can } from "#shared/permissions/can.ts";
import { deskRooms } from "../conversations/index.ts";
import type { RoutingDeps } from "./deps.ts";
import { listColleagues, listQueues } from "./directory.ts";
import { acceptOffer, declineOffer, openOffers } from "./offers.ts";
import { createRouter } from "./router.ts";
import { arrive, beat, chooseStatus, depart, statusOf, writeStatus } from "./status.ts";
import { registerTellers } from "./tell-routing.ts";

export type { RoutingDeps } from "./deps.ts";

const userOf = ({ id, workspaceId }: { id: string; workspaceId: string }) => ({ id, workspaceId });
const serverTime = () => ({ serverTime: new Date().toISOString() });

function procedures(deps: RoutingDeps, wake: () => void) {
  const status = {
    set: guarded.status.set.handler(async ({ context, input }) => {
      const chosen = await chooseStatus(deps)(userOf(context.user()), input.status);
      wake();
      return chosen;
    }),
  };
  const directory = {
    list: guarded.directory.list.handler(({ context }) => listColleagues(deps)(context.user())),
    queues: guarded.directory.queues.handler(({ context }) => listQueues(deps)(context.user()) as never),
  };
  const offers = {
    accept: guarded.offers.accept.handler(async ({ context, input }) => {
      const actor = context.user();
      const conversationId = await acceptOffer(deps)(actor, input.offerId);
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
  };
  return { status, directory, offers };
}

type DeskPart = Pick<DeskHandlers, "desk.snapshot" | "presence.beat" | "ping">;

function deskCommands(deps: RoutingDeps, wake: () => void): DeskPart {
  return {
    async "desk.snapshot"({ actor }) {
      const answering = can(actor, "workspace.open");
      const [epoch, mine, unassigned, offers, status] = await Promise.all([
        deps.epoch(),
        answering ? deps.list(actor, "mine") : [],
        can(actor, "conversation.unassigned.view") ? deps.list(actor, "unassigned") : [],
        openOffers(deps.pool, actor.id),
        statusOf(deps)(actor.id),
      ]);
      return { epoch, ...serverTime(), mine, unassigned, offers, status };
    },
    async "presence.beat"({ actor, connectionId }) {
      if (await beat(deps.pool, actor.id, connectionId)) {
        await arrive(deps, userOf(actor), connectionId);
        wake();
      }
      return serverTime();
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
    deskCommands: deskCommands(deps, router.wake),
    statusOf: statusOf(deps),
    async openDesk(call: DeskCall): Promise<void> {
      for (const room of deskRooms(call.actor)) call.join(room);
      if (!can(call.actor, "status.set")) return;
      await arrive(deps, userOf(call.actor), call.connectionId);
      router.wake();
    },
    leaveDesk: (call: DeskCall): Promise<void> => depart(deps, call.actor.id, call.connectionId),
    /** Signed out on purpose, and no session is left: offline by his own doing, so nothing is given back later. */
    async signedOut(userId: string): Promise<void> {
      await deps.news.publish(
        await transact(deps.pool, async (tx) => {
          const { rows } = await tx.query<{ workspaceId: string }>(
            `select workspace_id as "workspaceId" from users u where id = $1
             and not exists (select 1 from sessions s where s.user_id = u.id and s.expires_at > now())`,
            [userId],
          );
          if (!rows[0]) return;
          await tx.query("delete from presence_leases where user_id = $1", [userId]);
          await writeStatus(tx, { id: userId, workspaceId: rows[0].workspaceId }, "offline", "signed_out");
        }),
      );
    },
  };
}
