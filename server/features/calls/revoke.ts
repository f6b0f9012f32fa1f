import { eachApart } from "#server/platform/each-apart.ts";
import { type ActorRow, actorColumns, toActor } from "#server/platform/permissions/actor-row.ts";
import { type Leg, leave } from "#shared/domain/calls/index.ts";
import { can } from "#shared/permissions/can.ts";
import { system } from "../conversations/index.ts";
import { callRows } from "./call-rows.ts";
import { changeByItself } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";
import { placeOf } from "./place-of.ts";

/** People as the rules see them now, with whether they may be here at all: not blocked, and signed in somewhere. */
const peopleSql = `select ${actorColumns}, u.blocked_at is null and u.archived_at is null
    and exists (select 1 from sessions here where here.user_id = u.id and here.expires_at > now()) as active
  from users u join workspaces w on w.id = u.workspace_id cross join (select null::text as view_as) s
  where u.id = any($1)`;

const supervises = (leg: Leg): boolean => leg.party === "supervisor" && leg.state !== "gone";
const isColleague = (leg: Leg): boolean => leg.userId !== null && leg.state !== "gone";

/**
 * Shows out whose right to be in a call has ended meanwhile: supervisors whose role, groups or queues have changed or who
 * are beside somebody else's agent now, and everybody who was blocked or signed out everywhere.
 */
export async function revokeCalls(deps: CallDeps): Promise<void> {
  const rows = await callRows(deps.pool, "k.ended_at is null", []);
  const userIds = new Set(
    rows.flatMap(({ call }) => call.legs.filter(isColleague).map(({ userId }) => userId)),
  );
  if (userIds.size === 0) return;
  const { rows: people } = await deps.pool.query<ActorRow & { active: boolean }>(peopleSql, [[...userIds]]);
  const known = new Map(people.map((one) => [one.id, one]));
  await eachApart(rows, { log: deps.log, what: "rights of those in a call" }, async (row) => {
    for (const leg of row.call.legs.filter(isColleague)) {
      const person = known.get(leg.userId ?? "");
      const isAllowed =
        person?.active &&
        (!supervises(leg) ||
          can(toActor(person, ""), "monitor.join", await placeOf(deps, row, leg.besideLegId)));
      if (isAllowed) continue;
      await changeByItself(deps, {
        callId: row.call.id,
        by: system,
        change: ({ call }) => leave(call, leg.id, "hung_up"),
      });
    }
  });
}
