import type { IncomingHttpHeaders } from "node:http";
import type pg from "pg";
import type { AuthRequest } from "#server/platform/http/auth-routes.ts";
import { transact } from "#server/platform/news/index.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { fromOf } from "./auth-answers.ts";
import { findPerson } from "./person.ts";
import type { Sessions } from "./sessions.ts";
import { noteOwn } from "./sign-in-log.ts";

export interface SignOutDeps {
  readonly pool: pg.Pool;
  readonly sessions: Pick<Sessions, "end">;
  resolveActor(headers: IncomingHttpHeaders, ip: null): Promise<Actor | null>;
}

/** Ends the session of a request, if there is one, on this server's sockets too. */
export async function signOut(
  { pool, sessions, resolveActor }: SignOutDeps,
  call: AuthRequest,
): Promise<void> {
  // Whoever may not come in from where he is may leave all the same.
  const actor = await resolveActor(Object.fromEntries(call.headers), null);
  if (!actor || (await sessions.end(actor.id, { only: actor.sessionId })) === 0) return;
  const person = await findPerson(pool, { id: actor.id });
  if (person) await transact(pool, (tx) => noteOwn(tx, person, fromOf(call), "session.signed_out"));
}
