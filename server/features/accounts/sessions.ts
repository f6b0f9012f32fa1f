import type pg from "pg";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { addressCheckOf } from "#server/platform/address-list.ts";
import { transact } from "#server/platform/news/index.ts";
import { toActor } from "#server/platform/permissions/actor-row.ts";
import { securityOf } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import {
  type EndWhich,
  endSessions,
  listSessions,
  noteEvery,
  type OwnSession,
  type SessionRow,
  sessionQuery,
  touchSession,
} from "./session-rows.ts";

/** Why a session is over, as `session.ended` tells it. */
export type SessionEnd = "revoked" | "expired" | "blocked" | "address_not_allowed";

export interface EndedSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly reason: SessionEnd;
}

/** An open connection of a session, and the address it comes from. */
export interface SessionUse {
  readonly sessionId: string;
  readonly ip: string;
}

/** The person of a session as he is now, or why it counts no more. */
export type Standing =
  | { readonly actor: Actor; readonly ended?: undefined }
  | { readonly ended: SessionEnd; readonly actor?: undefined };

/** Sessions in the database, which is the only place that knows whether one lives. */
export interface Sessions {
  /**
   * Null: there is none, or it is over. Throws `auth.address_not_allowed` for one that may not be used from `ip`; without
   * an `ip` it may be used from anywhere.
   */
  byToken(token: string, ip: string | null): Promise<Actor | null>;
  byId(sessionId: string, ip: string | null): Promise<Actor | null>;
  /** What became of the sessions of open connections, in their order. */
  standings(uses: readonly SessionUse[]): Promise<Standing[]>;
  /** Notes that a session is in use, for its idle limit. Costs nothing where there is no limit. */
  used(sessionId: string): void;
  listOf(userId: string): Promise<OwnSession[]>;
  /** Ends those of `userId` that `which` names; tells the listeners. Returns how many there were. */
  end(userId: string, which: EndWhich, reason?: SessionEnd): Promise<number>;
  /** What was believed of a person's sessions a moment ago is asked anew: his role or his view has just changed. */
  forget(userId: string): void;
  /** Called after every end on this server; ends on other servers are found by {@link Sessions.standings}. */
  onEnded(listener: (ended: EndedSession) => void): () => void;
}

/** How long an answer is believed, so that a busy desk does not ask for its session with every click. */
const believedFor = 2_000;
const mostKept = 20_000;

interface Known {
  readonly actor: Actor;
  readonly allows: (ip: string) => boolean;
  readonly at: number;
}

export function createSessions(pool: pg.Pool, now: () => number = Date.now): Sessions {
  const cache = new Map<string, Known>();
  const listeners = new Set<(ended: EndedSession) => void>();
  /** Sessions with an idle limit, and when their use was noted last. */
  const noted = new Map<string, number>();

  const read = (row: SessionRow): Known => ({
    actor: toActor(row, row.session_id),
    allows: allowsOf(row),
    at: now(),
  });
  const keep = (key: string, row: SessionRow): Known => {
    const [oldest] = cache.keys();
    if (cache.size >= mostKept && oldest !== undefined) cache.delete(oldest);
    const fresh = read(row);
    cache.delete(key);
    cache.set(key, fresh);
    return fresh;
  };
  /** What a check of open connections has seen counts for requests, too: a desk that comes back is let in by it. */
  const renew = (row: SessionRow): Known => {
    const fresh = read(row);
    for (const key of [`token ${row.token}`, `id ${row.session_id}`])
      if (cache.has(key)) cache.set(key, fresh);
    return fresh;
  };
  const forgetWhere = (matches: (actor: Actor) => boolean) => {
    for (const [key, { actor }] of cache) if (matches(actor)) cache.delete(key);
  };
  const tell = (ended: EndedSession) => {
    forgetWhere(({ sessionId }) => sessionId === ended.sessionId);
    noted.delete(ended.sessionId);
    for (const listener of listeners) listener(ended);
  };
  const expire = async (row: SessionRow) => {
    const { session_id: sessionId, id: userId } = row;
    if (await endExpired(pool, row)) tell({ sessionId, userId, reason: "expired" });
  };

  const find = async (column: "token" | "id", value: string, ip: string | null): Promise<Actor | null> => {
    const key = `${column} ${value}`;
    const held = cache.get(key);
    if (held && now() - held.at < believedFor) return admitted(held, ip);
    cache.delete(key);
    const { rows } = await pool.query<SessionRow>({
      name: `session-by-${column}`,
      text: `${sessionQuery} where s.${column} = $1`,
      values: [value],
    });
    const [row] = rows;
    if (row?.state === "expired") await expire(row);
    if (row?.state !== "alive") return null;
    const actor = admitted(keep(key, row), ip);
    if (row.stale) await touchSession(pool, row.session_id);
    return actor;
  };

  return {
    byToken: (token, ip) => find("token", token, ip),
    byId: (sessionId, ip) => find("id", sessionId, ip),
    async standings(uses) {
      const ids = [...new Set(uses.map(({ sessionId }) => sessionId))];
      if (ids.length === 0) return [];
      const { rows } = await pool.query<SessionRow>(`${sessionQuery} where s.id = any($1)`, [ids]);
      const byId = new Map(rows.map((row) => [row.session_id, row]));
      const reasons = await reasonsOf(
        pool,
        ids.filter((id) => !byId.has(id)),
      );
      for (const row of rows) {
        if (row.state === "expired") await expire(row);
        else if (row.idle_minutes > 0) noted.set(row.session_id, noted.get(row.session_id) ?? 0);
        else noted.delete(row.session_id);
      }
      return uses.map(({ sessionId, ip }): Standing => {
        const row = byId.get(sessionId);
        if (!row) return { ended: reasons.get(sessionId) ?? "revoked" };
        if (row.state !== "alive") return { ended: row.state };
        const { actor, allows } = renew(row);
        return allows(ip) ? { actor } : { ended: "address_not_allowed" };
      });
    },
    used(sessionId) {
      const last = noted.get(sessionId);
      if (last === undefined || now() - last < noteEvery.withLimit * 1_000) return;
      noted.set(sessionId, now());
      // One note that is lost is made up for by the next use.
      touchSession(pool, sessionId).catch(() => noted.set(sessionId, 0));
    },
    listOf: (userId) => listSessions(pool, userId),
    async end(userId, which, reason = "revoked") {
      const ids = await endSessions(pool, userId, which, reason);
      for (const sessionId of ids) tell({ sessionId, userId, reason });
      return ids.length;
    },
    forget: (userId) => forgetWhere(({ id }) => id === userId),
    onEnded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const allowsOf = ({ security }: SessionRow) => addressCheckOf(securityOf(security).allowedAddresses);

const admitted = ({ actor, allows }: Known, ip: string | null): Actor =>
  ip === null || allows(ip) ? actor : fail("auth.address_not_allowed", { userId: actor.id, ip });

/** Why sessions that are gone have ended, as far as it was noted. */
async function reasonsOf(pool: pg.Pool, ids: readonly string[]): Promise<Map<string, SessionEnd>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ session_id: string; reason: SessionEnd }>(
    "select session_id, reason from ended_sessions where session_id = any($1)",
    [ids],
  );
  return new Map(rows.map((row) => [row.session_id, row.reason]));
}

/** False: another server was first. */
async function endExpired(
  pool: pg.Pool,
  { session_id, id, name, workspace_id }: SessionRow,
): Promise<boolean> {
  const { result } = await transact(pool, async (tx) => {
    const [gone] = await endSessions(tx as never, id, { only: session_id }, "expired");
    if (gone)
      await recordActivity(tx, {
        workspaceId: workspace_id,
        actor: { id: null, name: "Sidetone", role: null, ipAddress: null, userAgent: null },
        action: "session.expired",
        target: { kind: "user", id, name },
      });
    return gone !== undefined;
  });
  return result;
}
