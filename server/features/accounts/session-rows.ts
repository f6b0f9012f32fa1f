import type pg from "pg";
import { type ActorRow, actorColumns } from "#server/platform/permissions/actor-row.ts";
import { defaultSecurity } from "#shared/domain/settings.ts";

/** Whether a session still counts; `blocked`: its person was blocked. */
export type SessionState = "alive" | "expired" | "blocked";

export interface SessionRow extends ActorRow {
  readonly session_id: string;
  readonly token: string;
  readonly state: SessionState;
  readonly idle_minutes: number;
  /** Its last use was noted so long ago that the next one is noted, too. */
  readonly stale: boolean;
}

const idle = `coalesce((w.security->>'idleMinutes')::int, ${defaultSecurity.idleMinutes})`;
const hours = `coalesce((w.security->>'sessionHours')::int, ${defaultSecurity.sessionHours})`;

/** Over by its own end, by the workspace's limit since it began, or by the limit since it was last used. */
const expired = `(s.expires_at <= now() or s.created_at <= now() - make_interval(hours => ${hours})
  or (${idle} > 0 and s.updated_at <= now() - make_interval(mins => ${idle})))`;

/** How exactly use is noted, seconds: finer where sessions end without it. */
export const noteEvery = { withLimit: 15, without: 300 } as const;

const from = "from sessions s join users u on u.id = s.user_id join workspaces w on w.id = u.workspace_id";

export const sessionQuery = `
  select s.id as session_id, s.token, ${idle} as idle_minutes,
         case when u.blocked_at is not null then 'blocked' when ${expired} then 'expired' else 'alive' end as state,
         s.updated_at < now() - make_interval(secs => case when ${idle} > 0 then ${noteEvery.withLimit}
                                                     else ${noteEvery.without} end) as stale,
         ${actorColumns}
    ${from}`;

export const touchSession = (db: Pick<pg.Pool, "query">, sessionId: string) =>
  db.query("update sessions set updated_at = now() where id = $1", [sessionId]);

export interface OwnSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** The living sessions of a person, newest use first. */
export async function listSessions(db: Pick<pg.Pool, "query">, userId: string): Promise<OwnSession[]> {
  const { rows } = await db.query<OwnSession>(
    `select s.id, s.created_at as "createdAt", s.updated_at as "lastSeenAt",
            least(s.expires_at, s.created_at + make_interval(hours => ${hours})) as "expiresAt",
            s.ip_address as "ipAddress", s.user_agent as "userAgent"
       ${from} where s.user_id = $1 and not ${expired} order by s.updated_at desc limit 200`,
    [userId],
  );
  return rows;
}

export type EndWhich = { readonly only: string } | { readonly allBut: string } | "all";

const which = {
  all: "",
  only: "and id = $3",
  allBut: "and id <> $3",
} as const;

/** Deletes sessions and notes why, for the servers that have their sockets. Gives their ids. */
export async function endSessions(
  db: Pick<pg.Pool, "query">,
  userId: string,
  end: EndWhich,
  reason: string,
): Promise<string[]> {
  const [part, more] =
    end === "all" ? [which.all, []] : "only" in end ? [which.only, [end.only]] : [which.allBut, [end.allBut]];
  const { rows } = await db.query<{ id: string }>(
    `with swept as (delete from ended_sessions where at < now() - interval '1 day'),
          gone as (delete from sessions where user_id = $1 ${part} returning id),
          noted as (insert into ended_sessions (session_id, reason) select id, $2 from gone on conflict do nothing)
     select id from gone`,
    [userId, reason, ...more],
  );
  return rows.map(({ id }) => id);
}
