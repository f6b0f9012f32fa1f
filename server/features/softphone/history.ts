import type pg from "pg";
import { type NewsDesk, transact } from "#server/platform/news/index.ts";
import { PastCall } from "#shared/contract/softphone.ts";
import type { Leg } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { ownSoftphone } from "./contacts.ts";
import { type PastCallRow, pastCall } from "./past-call.ts";

interface HistoryDeps {
  readonly pool: pg.Pool;
  readonly news: NewsDesk;
}
type Queryable = Pick<pg.Pool, "query">;

/** Calls in which somebody was or for which he was rung, never those that he only supervised. */
const ownSql = `k.workspace_id = $1 and k.legs @> $2::jsonb
  and exists (select 1 from jsonb_array_elements(k.legs) own where own->>'userId' = $3 and own->>'party' <> 'supervisor')`;

async function ownCalls(
  db: Queryable,
  actor: Actor,
  where: string,
  values: readonly unknown[],
): Promise<PastCall[]> {
  const { rows } = await db.query<PastCallRow>(
    `select k.id, k.conversation_id as "conversationId", k.medium, k.direction, k.legs, k.cause, k.caller_id as "callerId",
       k.note, k.outcome, k.created_at as "createdAt", k.connected_at as "connectedAt", k.ended_at as "endedAt",
       array(select m.leg_id from call_media m where m.call_id = k.id and m.device is not null) as heard,
       (select min((m.stats->>'mos')::float8) from call_media m, jsonb_array_elements(k.legs) leg
         where m.call_id = k.id and leg->>'id' = m.leg_id and leg->>'userId' = $3 and leg->>'party' <> 'supervisor') as mos
     from calls k where ${ownSql} and ${where}`,
    [actor.workspaceId, JSON.stringify([{ userId: actor.id }]), actor.id, ...values],
  );
  const names = await namesIn(db, rows);
  return rows.map((row) =>
    PastCall.parse(
      pastCall(row, actor.id, (leg) => names.get(leg.userId ?? row.conversationId ?? "") ?? leg.phone ?? ""),
    ),
  );
}

async function namesIn(db: Queryable, rows: readonly PastCallRow[]): Promise<ReadonlyMap<string, string>> {
  const { rows: found } = await db.query<{ id: string; name: string }>(
    `select id, name from users where id = any($1)
     union all select c.id::text, cu.name from conversations c join customers cu on cu.id = c.customer_id
     where c.id = any($2::uuid[])`,
    [
      rows.flatMap(({ legs }) => legs.flatMap(({ userId }: Leg) => userId ?? [])),
      rows.flatMap(({ conversationId }) => conversationId ?? []),
    ],
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** One's own calls, the latest first; closed where the workspace or one's groups say so. */
export async function historyOf(
  { pool }: HistoryDeps,
  actor: Actor,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<{ calls: PastCall[]; more: boolean }> {
  if (!(await ownSoftphone(pool, actor)).callHistory) fail("call.history_closed");
  const calls = await ownCalls(
    pool,
    actor,
    `($4::uuid is null or (k.created_at, k.id) < (select b.created_at, b.id from calls b where b.id = $4))
     order by k.created_at desc, k.id desc limit $5`,
    [before ?? null, limit + 1],
  );
  return { calls: calls.slice(0, limit), more: calls.length > limit };
}

/** A call of one's own with what was written down of it; for those who took part. */
export async function notedOf({ pool }: HistoryDeps, actor: Actor, callId: string): Promise<PastCall> {
  const [found] = await ownCalls(pool, actor, "k.id = $4", [callId]);
  return found?.mayNote ? found : fail("call.not_found", { callId });
}

/** Writes down what a call was about, during it and afterwards; only for those who took part. */
export async function noteCall(
  deps: HistoryDeps,
  actor: Actor,
  given: { readonly callId: string; readonly note: string; readonly outcome: PastCall["outcome"] },
): Promise<PastCall> {
  const { callId, note, outcome } = given;
  const found = await notedOf(deps, actor, callId);
  await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      await tx.query("update calls set note = $2, outcome = $3 where id = $1", [callId, note, outcome]);
    }),
  );
  return { ...found, note, outcome };
}
