import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { rooms } from "#server/platform/socket/index.ts";
import type { MissedDeps } from "./deps.ts";
import { missedRecords } from "./missed-records.ts";

/** Who has an item beside those who take from its queue: the one who took it, and the people of its group. */
const ownersSql = `
  select m.id, u.id as "userId" from missed_items m join users u
    on u.id = m.taken_by or u.id in (select gm.user_id from group_members gm where gm.group_id = m.group_id)
  where m.id = any($1) and u.workspace_id = m.workspace_id and u.blocked_at is null
    and ${hasPermissionSql("conversation.take", "u")}`;

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
