import { rooms } from "#server/platform/socket/index.ts";
import { isLive } from "#shared/domain/calls/index.ts";
import { type CallRow, callRows } from "./call-rows.ts";
import { liveCall, namesOf, visitorCall } from "./call-view.ts";
import type { CallDeps } from "./deps.ts";
import { followConversations } from "./follow-conversations.ts";

/** Whom the news of a call is for: those it names, or, when it names nobody, everybody of the staff who is in the call. */
function listeners({ call }: CallRow, told: readonly (readonly [string, string?])[]): Set<string> {
  const named = told.flatMap(([id, userId]) => (id === call.id ? [userId] : []));
  const inIt = call.legs.filter(isLive).flatMap(({ userId }) => userId ?? []);
  return new Set(named.flatMap((userId) => userId ?? inIt));
}

/** Tells `k` (a call, to its staff, or `k:call:user` to one of them) and `v` (a call, to its customer), and lets calls follow their conversations. */
export function registerTellers(deps: CallDeps): void {
  const { pool, news, desk, visitors } = deps;
  news.register("k", async (ids) => {
    const told = ids.map((id) => id.split(":") as [string, string?]);
    const rows = await callRows(pool, "k.id = any($1)", [told.map(([id]) => id)]);
    const names = await namesOf(pool, rows);
    for (const row of rows)
      for (const userId of listeners(row, told))
        desk.to(rooms.user(userId)).emit("call.changed", liveCall(row, names, userId));
  });
  news.register("v", async (ids) => {
    const rows = await callRows(pool, "k.id = any($1)", [ids]);
    const names = await namesOf(pool, rows);
    const { rows: customers } = await pool.query<{ id: string; customerId: string }>(
      `select k.id, c.customer_id as "customerId" from calls k join conversations c on c.id = k.conversation_id
       where k.id = any($1)`,
      [ids],
    );
    for (const { id, customerId } of customers) {
      const row = rows.find(({ call }) => call.id === id);
      if (row) visitors.to(rooms.customer(customerId)).emit("call.changed", visitorCall(row, names));
    }
  });
  news.register("c", (ids) => followConversations(deps, ids));
}
