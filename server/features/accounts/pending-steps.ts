import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";

type Queryable = Pick<pg.Pool, "query">;

/** Steps that wait for the next one. */
export type StepKind = "second_factor" | "passkey_add" | "passkey_sign_in" | "sso";

export interface PendingStep<Data> {
  readonly userId: string | null;
  readonly data: Data;
}

/** How long a step waits. */
export const stepMinutes = 10;

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Begins a step; whoever knows the answered secret may go on with it, until it expires. */
export async function beginStep(
  db: Queryable,
  kind: StepKind,
  {
    userId,
    data,
    secret = randomBytes(32).toString("base64url"),
  }: { userId: string | null; data: object; secret?: string },
): Promise<{ step: string; expiresAt: Date }> {
  const { rows } = await db.query<{ expires_at: Date }>(
    `with old as (delete from pending_steps where expires_at < now())
     insert into pending_steps (secret_hash, kind, user_id, data, expires_at)
     values ($1, $2, $3, $4, now() + make_interval(mins => ${stepMinutes})) returning expires_at`,
    [hashOf(secret), kind, userId, JSON.stringify(data)],
  );
  return { step: secret, expiresAt: rows[0]?.expires_at ?? new Date() };
}

/** Takes a step: it is there once. Null: it is over, was taken, or never was. */
export async function takeStep<Data>(
  db: Queryable,
  kind: StepKind,
  step: string,
): Promise<PendingStep<Data> | null> {
  const { rows } = await db.query<{ user_id: string | null; data: Data }>(
    `delete from pending_steps where secret_hash = $1 and kind = $2 and expires_at > now() returning user_id, data`,
    [hashOf(step), kind],
  );
  const [row] = rows;
  return row ? { userId: row.user_id, data: row.data } : null;
}

/**
 * Counts a try before it is known to be right, so that many at once cannot slip through together. Null: the step is over,
 * or it has had `most` tries.
 */
export async function tryStep(
  db: Queryable,
  kind: StepKind,
  step: string,
  most: number,
): Promise<{ userId: string | null; triesLeft: number } | null> {
  const { rows } = await db.query<{ user_id: string | null; wrong_tries: number }>(
    `update pending_steps set wrong_tries = wrong_tries + 1
      where secret_hash = $1 and kind = $2 and expires_at > now() and wrong_tries < $3
      returning user_id, wrong_tries`,
    [hashOf(step), kind, most],
  );
  const [row] = rows;
  return row ? { userId: row.user_id, triesLeft: most - row.wrong_tries } : null;
}
