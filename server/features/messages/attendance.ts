import type { Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import type { Attendance } from "#shared/domain/automatic-messages.ts";
import { type Hours, isOpenAt } from "#shared/domain/opening-hours.ts";

interface Row {
  readonly id: string;
  readonly hours: Hours | null;
  readonly now: Date;
  readonly staffed: boolean;
}

/**
 * Whether somebody is there for these queues, on the database's clock: by the hours of the queue, else of the workspace,
 * and by who answers it and has his desk open. Somebody in a break is there; he comes back.
 */
export async function attendanceOf(
  tx: Pick<Work, "query">,
  queueIds: readonly string[],
): Promise<ReadonlyMap<string, Attendance>> {
  const { rows } = await tx.query<Row>(
    `select q.id, coalesce(nullif(q.rules->'hours', 'null'::jsonb), w.hours) as hours, now() as now,
       exists (select 1 from queue_members m
         join users u on u.id = m.user_id join agent_status s on s.user_id = u.id
         where m.queue_id = q.id and u.blocked_at is null and u.archived_at is null and s.status <> 'offline'
           and ${hasPermissionSql("conversation.receive", "u")}
           and exists (select 1 from presence_leases l where l.user_id = u.id and l.until > now())) as staffed
     from queues q join workspaces w on w.id = q.workspace_id where q.id = any($1::uuid[])`,
    [[...queueIds]],
  );
  return new Map(
    rows.map(({ id, hours, now, staffed }) => [id, { open: isOpenAt(hours, now), staffed }] as const),
  );
}
