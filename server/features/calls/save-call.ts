import type { Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import {
  agentLeg,
  type Call,
  customerView,
  isLeftToPhones,
  type RecordingEvent,
  stateOf,
} from "#shared/domain/calls/index.ts";
import { appendEntry, endConversation, giveBack, runHooks, withdrawOffers } from "../conversations/index.ts";
import { nextRecording, saveRecording } from "./call-recording.ts";
import type { CallRow, Kept, LockedCall } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";
import { logSupervision } from "./log-supervision.ts";
import { whoSees } from "./who-sees.ts";

type Deps = Pick<CallDeps, "hooks">;

/** Ids of legs that were there already are left as they are. */
const legsSql = `insert into call_media (call_id, leg_id) select $1, unnest($2::text[]) on conflict do nothing`;

/**
 * Writes a call as it is after a change, and what follows from that for its conversation: entries of its log, its end, its
 * new owner. Notes the news for those alone in whose eyes something has changed: that there is news would tell the others
 * that somebody came to listen. The caller has locked the call.
 */
export async function saveCall(
  tx: Work,
  deps: Deps,
  before: LockedCall,
  changed: Call,
  by: Author,
  wanted?: RecordingEvent,
): Promise<CallRow> {
  const recording = await nextRecording(tx, before, changed, wanted);
  if (changed === before.call && recording === before.recording) return before;
  // A call that is recorded otherwise is another version of it.
  const after = changed === before.call ? { ...changed, version: changed.version + 1 } : changed;
  const isOther =
    JSON.stringify(customerView(before)) !==
    JSON.stringify(customerView({ ...before, call: after, recording }));
  const { seers, unseen } = whoSees(before, after, recording);
  const isConnected = !["ringing", "ended"].includes(stateOf(after));
  const { rows } = await tx.query<{ connectedAt: Date | null; endedAt: Date | null; seconds: number | null }>(
    `update calls set legs = $2::jsonb, version = $3, cause = $4,
       connected_at = coalesce(connected_at, case when $5 then clock_timestamp() end),
       ended_at = case when $4::text is not null then coalesce(ended_at, clock_timestamp()) end,
       customer_version = customer_version + $6::int, unseen = $7::jsonb
     where id = $1
     returning connected_at as "connectedAt", ended_at as "endedAt",
       round(extract(epoch from ended_at - connected_at))::int as seconds`,
    [
      after.id,
      JSON.stringify(after.legs),
      after.version,
      after.cause,
      isConnected,
      isOther ? 1 : 0,
      JSON.stringify(unseen),
    ],
  );
  await tx.query(legsSql, [after.id, after.legs.map(({ id }) => id)]);
  const { connectedAt = null, endedAt = null, seconds = null } = rows[0] ?? {};
  const customerVersion = before.customerVersion + (isOther ? 1 : 0);
  const row: CallRow = { ...before, call: after, connectedAt, endedAt, customerVersion, unseen, recording };
  tx.note(...seers.map((userId) => `k:${after.id}:${userId}` as const));
  if (isOther) tx.note(`v:${after.id}`);
  if (after.legs.some(({ phone }) => phone !== null)) tx.note(`t:${after.id}`);
  const { kept } = before;
  // Of a call that is over its conversation has heard.
  if (kept && before.call.cause === null)
    await followInConversation(tx, deps, { before, row, by, seconds, kept });
  await saveRecording(tx, before, row, by, wanted);
  await logSupervision(tx, before, row);
  return row;
}

interface Saved {
  readonly before: CallRow;
  readonly row: CallRow;
  readonly by: Author;
  readonly seconds: number | null;
  readonly kept: Kept;
}

async function followInConversation(
  tx: Work,
  deps: Deps,
  { before, row, by, seconds, kept }: Saved,
): Promise<void> {
  const { call, medium, conversationId } = row;
  const said = (what: "answered" | "ended") =>
    appendEntry(tx, {
      conversationId: conversationId ?? "",
      author: by,
      visibility: "public",
      body: {
        kind: "call",
        what,
        medium,
        seconds: what === "ended" ? seconds : null,
        cause: isLeftToPhones(call) ? "transferred" : call.cause,
      },
    });
  if (!before.connectedAt && row.connectedAt) await said("answered");
  // Of two telephones that talk on without us the conversation was over before.
  if (isLeftToPhones(before.call)) return;
  if (call.cause !== null || isLeftToPhones(call)) {
    await said("ended");
    await endWithCall(tx, deps, row, by);
    return;
  }
  const [owner, now] = [agentLeg(before.call), agentLeg(call)];
  // What has gone to somebody else meanwhile is not this call's to give away: the call follows it.
  if (kept.state !== "assigned" || kept.assigneeId !== owner?.userId) return;
  if (now?.userId && now.userId !== owner.userId) await handTo(tx, deps, row, now.userId, by);
  else if (!now && row.isWhole) await giveBack(tx, conversationId ?? "", by);
}

interface Head {
  readonly workspaceId: string;
  readonly assigneeId: string | null;
  readonly queueId: string;
  readonly customerId: string;
  readonly channel: string;
  readonly language: string | null;
  readonly state: string;
  readonly assigneeName: string | null;
}

async function headOf(tx: Work, conversationId: string): Promise<Head | undefined> {
  const { rows } = await tx.query<Head & Record<string, unknown>>(
    `select c.workspace_id as "workspaceId", c.assignee_id as "assigneeId", c.queue_id as "queueId",
       c.customer_id as "customerId", c.channel, c.language, c.state, u.name as "assigneeName"
     from conversations c left join users u on u.id = c.assignee_id where c.id = $1`,
    [conversationId],
  );
  return rows[0];
}

/** A conversation that was a call ends with it; a chat out of which somebody called goes on, as a chat. */
async function endWithCall(tx: Work, deps: Deps, row: CallRow, by: Author): Promise<void> {
  const conversationId = row.conversationId ?? "";
  if (!row.isWhole) {
    await tx.query("update conversations set medium = 'chat', version = version + 1 where id = $1", [
      conversationId,
    ]);
    tx.note(`c:${conversationId}`);
    return;
  }
  const head = await headOf(tx, conversationId);
  if (!head || head.state === "closed") return;
  await endConversation(tx, deps.hooks, { ...head, conversationId }, { by, outcome: null });
}

/** Whoever owns the call has its conversation: a colleague who was consulted, a supervisor who took it over. */
async function handTo(tx: Work, deps: Deps, row: CallRow, userId: string, by: Author): Promise<void> {
  const conversationId = row.conversationId ?? "";
  const head = await headOf(tx, conversationId);
  if (!head) return;
  const { rows } = await tx.query<{ name: string }>("select name from users where id = $1", [userId]);
  const name = rows[0]?.name ?? "";
  const from = head.assigneeId ? { id: head.assigneeId as never, name: head.assigneeName ?? "" } : null;
  await appendEntry(tx, {
    conversationId,
    author: by,
    visibility: "public",
    body: { kind: "transferred", from, toAgent: { id: userId as never, name }, toQueue: null },
  });
  await tx.query(
    `update conversations set assignee_id = $2, assigned_at = now(), parked_until = null, parked_note = null, parked_seq = null,
       assignment_token = assignment_token + 1, version = version + 1 where id = $1`,
    [conversationId, userId],
  );
  await withdrawOffers(tx, conversationId);
  await runHooks(deps.hooks, "assigned", tx, { conversationId, userId });
  tx.note(`c:${conversationId}`, `s:${userId}`);
  if (head.assigneeId) tx.note(`f:${conversationId}:${head.assigneeId}`, `s:${head.assigneeId}`);
}
