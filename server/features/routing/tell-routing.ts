import { rooms } from "#server/platform/socket/index.ts";
import type { RoutingDeps } from "./deps.ts";
import { offerRecords } from "./offers.ts";
import { tellableStatuses } from "./status.ts";

/** Tells offers to the one they ring at, and statuses to the colleagues. */
export function registerTellers({ pool, news, desk }: RoutingDeps): void {
  news.register("o", async (ids) => {
    for (const offer of await offerRecords(pool, "o.id = any($1)", [ids])) {
      desk.to(rooms.user(offer.userId)).emit("offer.changed", offer);
    }
  });
  news.register("s", async (userIds) => {
    for (const { workspaceId, status } of await tellableStatuses(pool, userIds)) {
      desk.to([rooms.colleagues(workspaceId), rooms.user(status.userId)]).emit("status.changed", status);
    }
  });
}
