import type pg from "pg";
import { type ActorRow, actorColumns, toActor } from "#server/platform/permissions/actor-row.ts";
import type { Actor } from "#shared/permissions/can.ts";

/** Why a session is over, as `session.ended` tells it. */
export type SessionEnd = "revoked" | "expired" | "blocked";

export interface EndedSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly reason: SessionEnd;
}

export interface OwnSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** Sessions in the database, which is the only place that knows whether one lives. */
export interface Sessions {
  byToken(token: string): Promise<Actor | null>;
  byId(sessionId: string): Promise<Actor | null>;
  /** The living ones of `ids`, with role and queues as they are now; what is missing has ended. */
  alive(ids: readonly string[]): Promise<Map<string, Actor>>;
  isAlive(ids: readonly string[]): Promise<Set<string>>;
  listOf(userId: string): Promise<OwnSession[]>;
  /** Ends those of `userId` that `which` names; tells the listeners. Returns how many there were. */
  end(userId: string, which: EndWhich, reason?: SessionEnd): Promise<number>;
  /** Called after every end on this server; ends on other servers are found by {@link Sessions.alive}. */
  onEnded(listener: (ended: EndedSession) => void): () => void;
}

export type EndWhich = { readonly only: string } | { readonly allBut: string } | "all";

interface SessionRow extends ActorRow {
  session_id: string;
  token: string;
  stale: boolean;
}

const select = `
  select s.id as session_id, s.token, s.updated_at < now() - interval '5 minutes' as stale,
         ${actorColumns}
    from sessions s join users u on u.id = s.user_id join workspaces w on w.id = u.workspace_id
   where s.expires_at > now() and u.blocked_at is null`;

/** How long an answer is believed, so that a busy desk does not ask for its session with every click. */
const believedFor = 2_000;
const mostKept = 20_000;

export function createSessions(pool: pg.Pool, now: () => number = Date.now): Sessions {
  const cache = new Map<string, { actor: Actor; at: number }>();
  const listeners = new Set<(ended: EndedSession) => void>();

  const keep = (key: string, actor: Actor) => {
    const [oldest] = cache.keys();
    if (cache.size >= mostKept && oldest !== undefined) cache.delete(oldest);
    cache.delete(key);
    cache.set(key, { actor, at: now() });
    return actor;
  };
  const find = async (key: string, column: "token" | "id", value: string): Promise<Actor | null> => {
    const known = cache.get(key);
    if (known && now() - known.at < believedFor) return known.actor;
    cache.delete(key);
    const { rows } = await pool.query<SessionRow>({
      name: `session-by-${column}`,
      text: `${select} and s.${column} = $1`,
      values: [value],
    });
    const [row] = rows;
    if (!row) return null;
    if (row.stale) await touch(pool, row.session_id);
    return keep(key, sessionActor(row));
  };
  const forget = (sessionId: string) => {
    for (const [key, { actor }] of cache) if (actor.sessionId === sessionId) cache.delete(key);
  };
  const alive = async (ids: readonly string[]) => {
    if (ids.length === 0) return new Map<string, Actor>();
    const { rows } = await pool.query<SessionRow>(`${select} and s.id = any($1)`, [ids]);
    return new Map(rows.map((row) => [row.session_id, sessionActor(row)]));
  };

  return {
    byToken: (token) => find(`token ${token}`, "token", token),
    byId: (sessionId) => find(`id ${sessionId}`, "id", sessionId),
    alive,
    isAlive: async (ids) => new Set((await alive(ids)).keys()),
    listOf: (userId) => listOf(pool, userId),
    async end(userId, which, reason = "revoked") {
      const { rows } = await pool.query<{ id: string }>(...endQuery(userId, which));
      for (const { id } of rows) {
        forget(id);
        for (const listener of listeners) listener({ sessionId: id, userId, reason });
      }
      return rows.length;
    },
    onEnded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const sessionActor = (row: SessionRow): Actor => toActor(row, row.session_id);

const touch = (pool: pg.Pool, sessionId: string) =>
  pool.query("update sessions set updated_at = now() where id = $1", [sessionId]);

async function listOf(pool: pg.Pool, userId: string): Promise<OwnSession[]> {
  const { rows } = await pool.query<OwnSession>(
    `select id, created_at as "createdAt", updated_at as "lastSeenAt", expires_at as "expiresAt",
            ip_address as "ipAddress", user_agent as "userAgent"
       from sessions where user_id = $1 and expires_at > now() order by updated_at desc limit 200`,
    [userId],
  );
  return rows;
}

function endQuery(userId: string, which: EndWhich): [string, string[]] {
  const text = "delete from sessions where user_id = $1";
  if (which === "all") return [`${text} returning id`, [userId]];
  return "only" in which
    ? [`${text} and id = $2 returning id`, [userId, which.only]]
    : [`${text} and id <> $2 returning id`, [userId, which.allBut]];
}
