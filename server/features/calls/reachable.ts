import type { Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { type Call, isHere } from "#shared/domain/calls/index.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { callRows, legOfUser } from "./call-rows.ts";

type Queryable = Pick<Work, "query">;

/** He is in a call, or one rings for him: SQL for a row of `users`. */
const isInCallSql = (u: string): string =>
  `exists (select 1 from calls k where k.workspace_id = ${u}.workspace_id and k.ended_at is null
     and exists (select 1 from jsonb_array_elements(k.legs) leg where leg->>'userId' = ${u}.id and leg->>'state' <> 'gone'))`;

/** His desk is open somewhere: SQL for a row of `users`. */
export const isPresentSql = (u: string): string =>
  `exists (select 1 from presence_leases l where l.user_id = ${u}.id and l.until > now())`;

/** He can be called by colleagues at all: not blocked, and his role answers calls. */
export const isCallableSql = (u: string): string =>
  `(${u}.blocked_at is null and ${u}.archived_at is null and ${hasPermissionSql("call.answer", u)})`;

/** Whether a colleague can be called now. */
export interface Reachable {
  readonly userId: string;
  readonly present: boolean;
  readonly busy: boolean;
}

/** Of these people of a workspace those who can be called at all, as they are now, who is free first by name. */
export async function reachable(
  db: Queryable,
  workspaceId: string,
  userIds: readonly string[],
): Promise<Reachable[]> {
  const { rows } = await db.query<{ userId: string; present: boolean; busy: boolean }>(
    `select u.id as "userId", ${isPresentSql("u")} and coalesce(s.status, 'offline') <> 'offline' as present, ${isInCallSql("u")} as busy
     from users u left join agent_status s on s.user_id = u.id
     where u.id = any($1) and u.workspace_id = $2 and ${isCallableSql("u")} order by u.name, u.id`,
    [userIds, workspaceId],
  );
  return rows;
}

/** Nobody hears him in this call and he hears nobody: it is his, and whoever is in it with him is on hold. */
const isPutAside = (call: Call, userId: string): boolean =>
  legOfUser(call, userId)?.party === "agent" &&
  call.legs
    .filter((leg) => leg.userId !== userId && leg.party !== "supervisor" && leg.state !== "gone")
    .every((leg) => isHere(leg) && leg.place === "hold");

/**
 * Nobody talks in two calls at once: whoever is in one already may have another beside it while he holds the first.
 * `beside`: another call than this one.
 */
export async function hasHandsFree(
  db: Queryable,
  { workspaceId, id: userId }: Pick<Actor, "workspaceId" | "id">,
  beside?: string,
): Promise<boolean> {
  const rows = await callRows(db, "k.workspace_id = $1 and k.ended_at is null and k.legs @> $2::jsonb", [
    workspaceId,
    JSON.stringify([{ userId }]),
  ]);
  return rows
    .filter(({ call }) => call.id !== beside && legOfUser(call, userId))
    .every(({ call }) => isPutAside(call, userId));
}
