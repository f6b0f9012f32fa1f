import { randomInt, randomUUID } from "node:crypto";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import { newCall, ring } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { callRows, findCall } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";
import { hasHandsFree, type Reachable, reachable } from "./reachable.ts";
import { consultColleague, seenBy } from "./staff-calls.ts";

/** Whom somebody calls: a colleague, or all who are free of a group or queue. */
export interface Called {
  readonly clientId: string;
  readonly kind: "user" | "group" | "queue";
  readonly userIds: readonly string[];
}

/** So many telephones ring for one group at most: more would only disturb. */
const mostRung = 20;

/** Who is rung; says why nobody is. */
function choose(there: readonly Reachable[], { kind, userIds }: Called): readonly string[] {
  const free = there.filter(({ present, busy }) => present && !busy);
  if (free.length > 0) return free.slice(0, mostRung).map(({ userId }) => userId);
  if (kind !== "user") return fail("call.nobody_free");
  const [colleague] = there;
  if (!colleague) return fail("agent.not_found", { userIds });
  return fail(colleague.present ? "call.colleague_busy" : "call.colleague_away", { userIds });
}

/** Writes the call: the caller is its owner, whoever is rung was asked by him. */
async function insert(tx: Work, actor: Actor, clientId: string, rung: readonly string[]): Promise<string> {
  const id = randomUUID();
  const first = newCall(id, { id: randomUUID(), party: "agent", userId: actor.id });
  const { legs } = rung.reduce((call, userId) => {
    const next = ring(call, { id: randomUUID(), party: "consulted", userId });
    return next.ok ? next.call : call;
  }, first);
  await tx.query(
    `insert into calls (id, workspace_id, medium, direction, is_whole, legs, version, caller_id, client_id)
     values ($1, $2, 'voice', 'internal', false, $3::jsonb, 1, $4, $5)`,
    [id, actor.workspaceId, JSON.stringify(legs), actor.id, clientId],
  );
  await tx.query("insert into call_media (call_id, leg_id) select $1, unnest($2::text[])", [
    id,
    legs.map((leg) => leg.id),
  ]);
  tx.note(`k:${id}`);
  return id;
}

/**
 * Calls a colleague, or rings all who are free of several at once: the first who answers has the call. The same command
 * again finds the same call. Whoever is called or calls is locked meanwhile, so that two calls do not meet at one person.
 */
export async function callColleague(deps: CallDeps, actor: Actor, called: Called): Promise<LiveCall> {
  const { clientId } = called;
  const userIds = called.userIds.filter((userId) => userId !== actor.id);
  const callId = await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      const [again] = await callRows(tx, "k.caller_id = $1 and k.client_id = $2", [actor.id, clientId]);
      if (again) return again.call.id;
      // In one order, as everybody does who takes a seat.
      await tx.query("select 1 from users where id = any($1) order by id for no key update", [
        [actor.id, ...userIds],
      ]);
      const rung = choose(await reachable(tx, actor.workspaceId, userIds), { ...called, userIds });
      if (!(await hasHandsFree(tx, actor))) fail("call.busy", { userId: actor.id });
      return insert(tx, actor, clientId, rung);
    }),
  );
  return seenBy(deps, await findCall(deps.pool, callId), actor);
}

/** Asks a colleague into one's call; of a group or queue one who is there and free. */
export async function consultOneOf(
  deps: CallDeps,
  actor: Actor,
  callId: string,
  { kind, userIds }: Omit<Called, "clientId">,
): Promise<LiveCall> {
  const [only] = userIds;
  if (kind === "user" && only) return consultColleague(deps, actor, callId, only);
  const there = await reachable(deps.pool, actor.workspaceId, userIds);
  const free = there.filter(({ present, busy, userId }) => present && !busy && userId !== actor.id);
  // Whoever stands first by name is not asked more often than the others.
  const one = free[randomInt(Math.max(1, free.length))] ?? fail("call.nobody_free");
  return consultColleague(deps, actor, callId, one.userId);
}
