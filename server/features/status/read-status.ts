import type pg from "pg";
import { activitySql } from "#server/platform/agent-activity/activity-sql.ts";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import type { ChosenStatus } from "#shared/domain/status/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { presentSql } from "./status-sql.ts";

type Queryable = Pick<pg.Pool, "query">;
type Custom = NonNullable<AgentStatus["custom"]>;

interface Row extends Omit<AgentStatus, "since" | "custom" | "next"> {
  readonly workspaceId: string;
  readonly since: Date;
  readonly custom: Omit<Custom, "overdueAt"> | null;
  readonly next: ChosenStatus | null;
  readonly nextCustom: Omit<Custom, "overdueAt"> | null;
}

const customSql = (id: string) =>
  `(select json_build_object('id', k.id, 'name', k.name, 'color', k.color, 'limitMinutes', k.limit_minutes)
    from custom_statuses k where k.id = ${id})`;

/** The statuses of some users, with their workspaces; one who never had any is offline. */
export async function statusRows(
  db: Queryable,
  userIds: readonly string[],
): Promise<{ workspaceId: string; status: AgentStatus }[]> {
  const { rows } = await db.query<Row>(
    `select u.id as "userId", u.workspace_id as "workspaceId", coalesce(s.version, 1) as version,
       coalesce(s.status, 'offline') as status, ${customSql("s.custom_status_id")} as custom, s.reason,
       coalesce(s.since, u.created_at) as since, coalesce(s.cause, 'signed_out') as cause, s.by_name as "byName",
       s.next, ${customSql("(s.next->>'customStatusId')::uuid")} as "nextCustom",
       ${presentSql("u.id")} as present, ${activitySql("u.id")} as activity,
       coalesce((select json_agg(json_build_object('deviceId', d.id, 'chat', coalesce(m.chat, true),
           'voice', coalesce(m.voice, true), 'video', coalesce(m.video, true)) order by d.id)
         from (select distinct l.device_id as id from presence_leases l
           where l.user_id = u.id and l.until > now() and l.device_id is not null) d
         left join device_media m on m.user_id = u.id and m.device_id = d.id), '[]') as devices
     from users u left join agent_status s on s.user_id = u.id where u.id = any($1)`,
    [userIds],
  );
  return rows.map(({ workspaceId, ...row }) => ({ workspaceId, status: toStatus(row) }));
}

function toStatus({ since, custom, next, nextCustom, ...row }: Omit<Row, "workspaceId">): AgentStatus {
  const overdueAt = custom?.limitMinutes ? new Date(since.getTime() + custom.limitMinutes * 60_000) : null;
  return {
    ...row,
    since: since.toISOString(),
    custom: custom && { ...custom, overdueAt: overdueAt?.toISOString() ?? null },
    next: next && {
      status: next.status as Exclude<typeof next.status, "paused">,
      custom: nextCustom,
      reason: next.reason,
    },
  };
}

/** The statuses of some users. */
export const statusesOf = async (db: Queryable, userIds: readonly string[]): Promise<AgentStatus[]> =>
  (await statusRows(db, userIds)).map(({ status }) => status);

/** One user's status. */
export const statusOf = async (db: Queryable, userId: string): Promise<AgentStatus> =>
  (await statusesOf(db, [userId]))[0] ?? fail("agent.not_found", { userId });
