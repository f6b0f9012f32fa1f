import { rooms } from "#server/platform/socket/index.ts";
import { can } from "#shared/permissions/can.ts";
import type { MissedDeps } from "./deps.ts";
import { reachesMissed } from "./missed-reach.ts";
import { missedRecords } from "./missed-records.ts";

/** Tells missed items to those who may take them; whoever sees what waits in a queue is asked, and its taker. */
export function registerMissedTeller({ pool, news, desk }: Pick<MissedDeps, "pool" | "news" | "desk">): void {
  news.register("m", async (ids) => {
    for (const record of await missedRecords(pool, "m.id = any($1)", [ids])) {
      const listening = [rooms.queue(record.queueId), rooms.waiting(record.workspaceId)];
      if (record.takenBy) listening.push(rooms.user(record.takenBy));
      for (const socket of await desk.in(listening).fetchSockets()) {
        const { actor } = socket.data;
        if (can(actor, "conversation.take") && reachesMissed(actor, record))
          socket.emit("missed.changed", record.item);
      }
    }
  });
}
