import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { rooms } from "#server/platform/socket/index.ts";
import type { MissedDeps } from "./deps.ts";
import { missedRecords } from "./missed-records.ts";

/** Who has an item beside those who take from its queue: the one who took it, and the people of its group. */
const ownersSql = `
  select o.id, u.id as "userId" from (
    select m.id, m.workspace_id, m.taken_by as user_id from missed_items m
      where m.id = any($1) and m.taken_by is not null
    union
    select m.id, m.workspace_id, gm.user_id from missed_items m join group_members gm on gm.group_id = m.group_id
      where m.id = any($1)) o
  join users u on u.id = o.user_id
  where u.workspace_id = o.workspace_id and u.blocked_at is null and ${hasPermissionSql("conversation.take", "u")}`;

/**
 * Tells missed items to those who may take them. By rooms alone: no server is asked who is connected to it, however
 * many items there are.
 */
export function registerMissedTeller({ pool, news, desk }: Pick<MissedDeps, "pool" | "news" | "desk">): void {
  news.register("m", async (ids) => {
    const { rows: owners } = await pool.query<{ id: string; userId: string }>(ownersSql, [ids]);
    for (const { item, workspaceId, queueId, groupId } of await missedRecords(pool, "m.id = any($1)", [ids]))
      desk
        .to([
          rooms.taking(workspaceId),
          rooms.takingQueue(queueId),
          ...(groupId ? [rooms.takingGroup(groupId)] : []),
          ...owners.filter(({ id }) => id === item.id).map(({ userId }) => rooms.user(userId)),
        ])
        .emit("missed.changed", item);
  });
}
