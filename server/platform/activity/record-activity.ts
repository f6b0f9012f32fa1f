import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** Who did it, and from where. The system itself has no id. */
export interface ActivityActor {
  readonly id: string | null;
  readonly name: string;
  readonly role: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** What was done to what. Only what changed stands in `before` and `after`; never a secret. */
export interface ActivityEntry {
  readonly workspaceId: string;
  readonly actor: ActivityActor;
  /** `noun.verb`, as in `user.blocked`. */
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string | null; readonly name: string };
  readonly before?: unknown;
  readonly after?: unknown;
}

interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What the first entry of a workspace stands on. */
export const firstHash = "0".repeat(64);

/** The fields of an entry that its hash covers, as they are stored. */
export interface HashedEntry {
  readonly workspaceId: string;
  readonly seq: number;
  /** ISO 8601 with milliseconds, UTC. */
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly actorRole: string | null;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: string | null;
  readonly targetName: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** What more a browser says of itself is of no use to anybody. */
const longestUserAgent = 400;

/** SHA-256 over the hash before and the entry as canonical JSON (RFC 8785). */
export const activityHash = (previousHash: string, entry: HashedEntry): string =>
  createHash("sha256")
    .update(previousHash)
    .update(canonicalize(entry) ?? "")
    .digest("hex");

/**
 * Writes an entry in the caller's transaction, so that nothing happens without its entry and no entry without what it
 * tells. The workspace's head is locked until the commit: entries have no gaps, and each carries the hash before it.
 * Call it last: whoever waits for the head waits for the rest of the transaction.
 */
export async function recordActivity(tx: Queryable, entry: ActivityEntry): Promise<void> {
  const { workspaceId, actor, action, target } = entry;
  await tx.query(
    "insert into activity_heads (workspace_id, seq, hash) values ($1, 0, $2) on conflict do nothing",
    [workspaceId, firstHash],
  );
  const { rows } = await tx.query(
    `select seq::int8 as seq, hash, date_trunc('milliseconds', clock_timestamp()) as at
       from activity_heads where workspace_id = $1 for update`,
    [workspaceId],
  );
  const head = rows[0] as { seq: string; hash: string; at: Date };
  const hashed: HashedEntry = {
    workspaceId,
    seq: Number(head.seq) + 1,
    at: head.at.toISOString(),
    actorId: actor.id,
    actorName: actor.name,
    actorRole: actor.role,
    action,
    targetKind: target.kind,
    targetId: target.id,
    targetName: target.name,
    // As the database gives it back: no undefined, dates as text.
    before: asStored(entry.before),
    after: asStored(entry.after),
    ipAddress: actor.ipAddress,
    userAgent: actor.userAgent?.slice(0, longestUserAgent) ?? null,
  };
  const hash = activityHash(head.hash, hashed);
  await tx.query(
    `insert into activity_log (workspace_id, seq, at, actor_id, actor_name, actor_role, action, target_kind, target_id,
       target_name, before, after, ip_address, user_agent, previous_hash, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      workspaceId,
      hashed.seq,
      hashed.at,
      hashed.actorId,
      hashed.actorName,
      hashed.actorRole,
      action,
      hashed.targetKind,
      hashed.targetId,
      hashed.targetName,
      hashed.before === null ? null : JSON.stringify(hashed.before),
      hashed.after === null ? null : JSON.stringify(hashed.after),
      hashed.ipAddress,
      hashed.userAgent,
      head.hash,
      hash,
    ],
  );
  await tx.query("update activity_heads set seq = $2, hash = $3 where workspace_id = $1", [
    workspaceId,
    hashed.seq,
    hash,
  ]);
}

const asStored = (value: unknown): unknown =>
  value === undefined || value === null ? null : JSON.parse(JSON.stringify(value));
