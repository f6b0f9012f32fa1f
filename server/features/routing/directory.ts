import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import type { Colleague } from "#shared/contract/session.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { mostSql } from "../conversations/index.ts";
import { statusesOf } from "../status/index.ts";
import type { RoutingDeps } from "./deps.ts";

interface Row {
  id: string;
  name: string;
  role: string;
  openConversations: number;
  maxConversations: number;
  receives: boolean;
}

/** Everybody of the workspace with availability and load, by name. */
export const listColleagues =
  ({ pool }: Pick<RoutingDeps, "pool">) =>
  async (actor: Actor): Promise<Colleague[]> => {
    const { rows } = await pool.query<Row>(
      `select u.id, u.name, u.role, ${hasPermissionSql("conversation.receive", "u")} as receives, ${mostSql("chat", "u", "w")} as "maxConversations",
         (select count(*)::int from conversations c where c.assignee_id = u.id and c.state = 'assigned') as "openConversations"
       from users u join workspaces w on w.id = u.workspace_id where u.workspace_id = $1 and u.blocked_at is null order by u.name`,
      [actor.workspaceId],
    );
    const statuses = new Map(
      (
        await statusesOf(
          pool,
          rows.map(({ id }) => id),
        )
      ).map((status) => [status.userId as string, status]),
    );
    return rows.flatMap((row) => {
      const status = statuses.get(row.id);
      return status ? [{ ...row, status } as Colleague] : [];
    });
  };

/** The workspace's queues with the number that waits. */
export const listQueues =
  ({ pool }: Pick<RoutingDeps, "pool">) =>
  async (actor: Actor) => {
    const { rows } = await pool.query(
      `select q.id, q.name, (select count(*)::int from conversations c where c.queue_id = q.id and c.state = 'waiting') as waiting
       from queues q where q.workspace_id = $1 and q.archived_at is null order by q.position, q.name`,
      [actor.workspaceId],
    );
    return rows;
  };
