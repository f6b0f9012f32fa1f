import type { Actor } from "#shared/permissions/can.ts";
import type { UsersDeps } from "./deps.ts";
import { findPerson } from "./find-person.ts";

const permission = "users.signIns.view";

interface SignIn {
  readonly at: Date;
  readonly method: string;
  readonly outcome: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** Somebody's sign-ins, newest first, those that failed too. */
export async function signInsOf({ pool }: UsersDeps, actor: Actor, userId: string, limit: number) {
  await findPerson(pool, { actor, userId, permission });
  const { rows } = await pool.query<SignIn>(
    `select at, method, outcome, ip_address as "ipAddress", user_agent as "userAgent"
       from sign_ins where user_id = $1 order by at desc, id desc limit $2`,
    [userId, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Where somebody is signed in now. */
export async function sessionsOf({ pool, sessions }: UsersDeps, actor: Actor, userId: string) {
  await findPerson(pool, { actor, userId, permission });
  return (await sessions.listOf(userId)).map(({ id, createdAt, lastSeenAt, ipAddress, userAgent }) => ({
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    ipAddress,
    userAgent,
  }));
}
