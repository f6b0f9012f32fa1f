import { randomUUID } from "node:crypto";
import type { Visitor } from "#server/platform/http/request-context.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { CallMedium } from "#shared/contract/calls.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import { leave, mute, newCall, ring } from "#shared/domain/calls/index.ts";
import { settingsOf, type WorkspaceSettings } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import { appendEntry } from "../conversations/index.ts";
import { type CallRow, callRows, legOfCustomer } from "./call-rows.ts";
import { namesOf, visitorCall } from "./call-view.ts";
import { changeCall } from "./change-call.ts";
import { type ConnectInput, connectMedia } from "./connect-media.ts";
import type { CallDeps } from "./deps.ts";

export interface StartCallInput {
  readonly clientId: string;
  readonly medium: CallMedium;
  readonly name?: string | undefined;
  readonly language?: Language | undefined;
  readonly queue?: string | undefined;
}

const ownSql = `k.conversation_id in (select c.id from conversations c where c.customer_id = $1 and c.workspace_id = $2)`;

const seen = async (deps: CallDeps, row: CallRow): Promise<VisitorCall> =>
  visitorCall(row, await namesOf(deps.pool, [row]));

/** The customer's call that is going on. */
export async function currentOf(deps: CallDeps, visitor: Visitor): Promise<VisitorCall | null> {
  const [row] = await callRows(
    deps.pool,
    `${ownSql} and k.ended_at is null order by k.created_at desc limit 1`,
    [visitor.customerId, visitor.workspaceId],
  );
  return row ? seen(deps, row) : null;
}

/** A call of this customer, over or not; anybody else's looks as if it were not there. */
async function ownCall(deps: CallDeps, visitor: Visitor, callId: string): Promise<CallRow> {
  const [row] = await callRows(deps.pool, `${ownSql} and k.id = $3`, [
    visitor.customerId,
    visitor.workspaceId,
    callId,
  ]);
  return row ?? fail("call.not_found", { callId });
}

const customer = (visitor: Visitor, name: string | null) => ({
  kind: "customer" as const,
  id: visitor.customerId,
  name: name ?? "",
});

async function nameOf(db: Pick<Work, "query">, visitor: Visitor): Promise<string | null> {
  const { rows } = await db.query<{ name: string }>("select name from customers where id = $1", [
    visitor.customerId,
  ]);
  return rows[0]?.name ?? null;
}

export interface NewCallRow {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly medium: CallMedium;
  readonly direction: "inbound" | "outbound";
  readonly isWhole: boolean;
  /** The customer's leg, when it is a telephone: as it is to be named, and its number. */
  readonly phone?: { readonly legId: string; readonly number: string };
  /** Who of the staff calls out, and by which command. */
  readonly caller?: { readonly userId: string; readonly clientId: string };
  /** The media engine that is to have it; absent: that of whoever brings his media first. */
  readonly mediaNode?: string;
}

/** The call as it begins: the customer, and who calls him out, whose media is on its way. */
function beginning(id: string, { medium, phone, caller }: NewCallRow) {
  const video = medium === "video";
  const customer = { id: phone?.legId ?? randomUUID(), party: "customer" as const, userId: null, video };
  const call = newCall(id, { ...customer, phone: phone?.number ?? null });
  if (!caller) return call;
  const rung = ring(call, { id: randomUUID(), party: "agent", userId: caller.userId, video });
  return rung.ok ? { ...rung.call, version: 1 } : call;
}

/** Writes a new call with its customer's leg, and says so in the log. `call.busy`: the conversation has one already. */
export async function insertCall(
  tx: Work,
  given: NewCallRow,
  by: Parameters<typeof appendEntry>[1]["author"],
): Promise<string> {
  const { workspaceId, conversationId, medium, direction, isWhole, caller, mediaNode } = given;
  const id = randomUUID();
  const { legs, version } = beginning(id, given);
  const { rowCount } = await tx.query(
    `insert into calls (id, workspace_id, conversation_id, medium, direction, is_whole, legs, version, caller_id, client_id, media_node)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[id, workspaceId, conversationId, medium, direction, isWhole, JSON.stringify(legs), version],
      ...[caller?.userId ?? null, caller?.clientId ?? null, mediaNode ?? null],
    ],
  );
  if (rowCount === 0) fail("call.busy", { conversationId });
  await tx.query("insert into call_media (call_id, leg_id) select $1, unnest($2::text[])", [
    id,
    legs.map((leg) => leg.id),
  ]);
  await appendEntry(tx, {
    conversationId,
    author: by,
    visibility: "public",
    body: { kind: "call", what: "started", medium, seconds: null, cause: null },
  });
  // The conversation follows: it weighs as a call, and its agent, if it has one, is rung.
  await tx.query("update conversations set medium = $2, version = version + 1 where id = $1", [
    conversationId,
    medium,
  ]);
  tx.note(`k:${id}`, `v:${id}`, `c:${conversationId}`);
  return id;
}

async function mayCall(deps: CallDeps, visitor: Visitor, medium: CallMedium): Promise<void> {
  const { rows } = await deps.pool.query<{ settings: Partial<WorkspaceSettings> }>(
    "select settings from workspaces where id = $1",
    [visitor.workspaceId],
  );
  const { callPermissions, video } = settingsOf(rows[0]?.settings ?? {});
  const isOffered = medium === "video" ? video.enabled : callPermissions.siteCalls;
  if (!isOffered) fail("call.not_offered", { medium });
}

/** Calls from the page. The same command again finds the same call. */
export async function startCall(
  deps: CallDeps,
  visitor: Visitor,
  input: StartCallInput,
): Promise<VisitorCall> {
  const { clientId, medium } = input;
  await mayCall(deps, visitor, medium);
  const [again] = await callRows(
    deps.pool,
    `${ownSql} and k.conversation_id = (select s.id from conversations s where s.customer_id = $1 and s.start_id = $3)`,
    [visitor.customerId, visitor.workspaceId, clientId],
  );
  if (again) return seen(deps, again);
  if (await currentOf(deps, visitor)) fail("call.busy");
  const conversationId = await deps.startConversation(
    visitor,
    { ...input, text: null, medium },
    async (tx, id) => {
      // Behind the lock of the customer's row: of two windows that call at once one is told so.
      const { rows } = await tx.query(
        `select 1 from calls k join conversations c on c.id = k.conversation_id
       where c.customer_id = $1 and k.ended_at is null`,
        [visitor.customerId],
      );
      if (rows.length > 0) fail("call.busy");
      const name = await nameOf(tx, visitor);
      await insertCall(
        tx,
        { workspaceId: visitor.workspaceId, conversationId: id, medium, direction: "inbound", isWhole: true },
        customer(visitor, name),
      );
    },
  );
  const [row] = await callRows(deps.pool, `${ownSql} and k.conversation_id = $3`, [
    visitor.customerId,
    visitor.workspaceId,
    conversationId,
  ]);
  // The id was one of a chat: nothing rings by it.
  return row ? seen(deps, row) : fail("call.busy");
}

export async function connectAsVisitor(deps: CallDeps, visitor: Visitor, input: ConnectInput) {
  await ownCall(deps, visitor, input.callId);
  return connectMedia(deps, input, ({ call }) => legOfCustomer(call));
}

export async function muteAsVisitor(
  deps: CallDeps,
  visitor: Visitor,
  callId: string,
  muted: boolean,
): Promise<VisitorCall> {
  await ownCall(deps, visitor, callId);
  const row = await changeCall(deps, {
    callId,
    by: customer(visitor, await nameOf(deps.pool, visitor)),
    change: ({ call }) => mute(call, legOfCustomer(call)?.id ?? "", muted),
  });
  return seen(deps, row);
}

/** Hangs up, stops waiting, or declines an invitation. */
export async function leaveAsVisitor(deps: CallDeps, visitor: Visitor, callId: string): Promise<VisitorCall> {
  await ownCall(deps, visitor, callId);
  const row = await changeCall(deps, {
    callId,
    by: customer(visitor, await nameOf(deps.pool, visitor)),
    change(now) {
      const leg = legOfCustomer(now.call);
      if (!leg) return { ok: true, call: now.call };
      if (leg.state === "joined") return leave(now.call, leg.id, now.connectedAt ? "hung_up" : "cancelled");
      return leave(now.call, leg.id, now.direction === "outbound" ? "declined" : "cancelled");
    },
  });
  return seen(deps, row);
}

/** The customer's answer to whether the call may be recorded. */
export async function answerRecording(
  deps: CallDeps,
  visitor: Visitor,
  callId: string,
  agreed: boolean,
): Promise<VisitorCall> {
  await ownCall(deps, visitor, callId);
  const row = await changeCall(deps, {
    callId,
    by: customer(visitor, await nameOf(deps.pool, visitor)),
    record: agreed ? "agreed" : "refused",
    change: ({ call }) => (call.cause === null ? { ok: true, call } : { ok: false, because: "call_over" }),
  });
  return seen(deps, row);
}
