import { randomUUID } from "node:crypto";
import type { LiveCall } from "#shared/contract/calls.ts";
import {
  agentLeg,
  type CallChange,
  end,
  isHere,
  leave,
  legOf,
  mute,
  place,
  type RecordingEvent,
  ring,
  swap,
} from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { standingRefusal } from "#shared/permissions/standing.ts";
import { type CallRow, callRows, findCall, legOfUser } from "./call-rows.ts";
import { liveCall, namesOf } from "./call-view.ts";
import { authorOf, changeCall } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";
import { hasHandsFree } from "./reachable.ts";

/** The call as this person is told of it. */
export async function seenBy(deps: CallDeps, row: CallRow, actor: Pick<Actor, "id">): Promise<LiveCall> {
  return liveCall(row, await namesOf(deps.pool, [row]), actor.id);
}

const isMine = (actor: Actor, row: CallRow) =>
  row.workspaceId === actor.workspaceId && row.call.legs.some(({ userId }) => userId === actor.id);

/** Who looks as another role, or lacks his second factor, is in no call; that his own commands ask for no right changes nothing. */
export function checkStanding(actor: Actor): void {
  const refusal = standingRefusal(actor, "call.answer", true);
  if (refusal) fail(refusal, { userId: actor.id });
}

/** Calls in which somebody is, or which ring for him. */
export async function mineOf(deps: CallDeps, actor: Actor): Promise<LiveCall[]> {
  const rows = await callRows(
    deps.pool,
    "k.workspace_id = $1 and k.ended_at is null and k.legs @> $2::jsonb order by k.created_at",
    [actor.workspaceId, JSON.stringify([{ userId: actor.id }])],
  );
  const own = rows.filter(({ call }) => legOfUser(call, actor.id));
  const names = await namesOf(deps.pool, own);
  return own.map((row) => liveCall(row, names, actor.id));
}

/** One's own call as it is; anybody else's looks as if it were not there. */
export async function ownCall(deps: CallDeps, actor: Actor, callId: string): Promise<CallRow> {
  const row = await findCall(deps.pool, callId);
  return isMine(actor, row) ? row : fail("call.not_found", { callId });
}

/** What somebody does with his own leg. */
async function withOwnLeg(
  deps: CallDeps,
  actor: Actor,
  callId: string,
  change: (row: CallRow, legId: string) => CallChange,
): Promise<LiveCall> {
  checkStanding(actor);
  await ownCall(deps, actor, callId);
  const row = await changeCall(deps, {
    callId,
    by: authorOf(actor),
    change(now) {
      const leg = legOfUser(now.call, actor.id);
      if (leg) return change(now, leg.id);
      // Left already: the same command again.
      return isMine(actor, now) ? { ok: true, call: now.call } : fail("call.not_found", { callId });
    },
  });
  return seenBy(deps, row, actor);
}

/** What the owner of a call does with it: he who talks with the customer. */
async function asOwner(
  deps: CallDeps,
  actor: Actor,
  callId: string,
  change: (row: CallRow) => CallChange,
  record?: RecordingEvent,
): Promise<LiveCall> {
  await ownCall(deps, actor, callId);
  const row = await changeCall(deps, {
    callId,
    by: authorOf(actor),
    ...(record && { record }),
    change(now) {
      if (now.call.cause !== null) return fail("call.over", { callId });
      if (agentLeg(now.call)?.userId !== actor.id) return fail("call.wrong_state", { callId });
      return change(now);
    },
  });
  return seenBy(deps, row, actor);
}

/** Somebody was called, a colleague or a customer, and has not answered. */
const isUnanswered = ({ direction, connectedAt }: CallRow): boolean =>
  direction !== "inbound" && connectedAt === null;

export const leaveCall = (deps: CallDeps, actor: Actor, callId: string) =>
  withOwnLeg(deps, actor, callId, (row, legId) => {
    const { call, isWhole } = row;
    const leg = legOf(call, legId);
    if (leg?.party === "agent" && isUnanswered(row)) return end(call, "cancelled");
    if (leg?.state !== "ringing") return leave(call, legId, "hung_up");
    // A chat out of which somebody called stays with its agent: he would be rung again at once.
    return leg.party === "agent" && !isWhole ? end(call, "declined") : leave(call, legId, "declined");
  });

export const muteSelf = (deps: CallDeps, actor: Actor, callId: string, muted: boolean) =>
  withOwnLeg(deps, actor, callId, ({ call }, legId) => mute(call, legId, muted));

/** Nobody talks in two calls at once: back from hold comes whom one has his hands free for. */
export async function placeParty(
  deps: CallDeps,
  actor: Actor,
  { callId, legId, to }: { readonly callId: string; readonly legId: string; readonly to: "talk" | "hold" },
): Promise<LiveCall> {
  if (to === "talk" && !(await hasHandsFree(deps.pool, actor, callId))) fail("call.busy", { callId });
  return asOwner(deps, actor, callId, ({ call }) => place(call, legId, to));
}

export const swapParties = (deps: CallDeps, actor: Actor, callId: string, talkWith?: string) =>
  asOwner(deps, actor, callId, ({ call }) =>
    // Swapped already: the same command again.
    talkWith && legOf(call, talkWith)?.place === "talk" ? { ok: true, call } : swap(call),
  );

/** Lets a colleague go whom one has consulted; who was on hold for him alone is back. */
export const dropParty = (deps: CallDeps, actor: Actor, callId: string, legId: string) =>
  asOwner(deps, actor, callId, ({ call }) =>
    legOf(call, legId)?.party === "consulted"
      ? leave(call, legId, "hung_up")
      : { ok: false, because: "wrong_state" },
  );

export const endForAll = (deps: CallDeps, actor: Actor, callId: string) =>
  asOwner(deps, actor, callId, (row) => end(row.call, isUnanswered(row) ? "cancelled" : "hung_up"));

/** The recording goes on, or is paused. */
export const recordCall = (deps: CallDeps, actor: Actor, callId: string, on: boolean) =>
  asOwner(deps, actor, callId, ({ call }) => ({ ok: true, call }), on ? "on" : "off");

/** Somebody of the same workspace who is there and in no call. */
async function checkColleague(deps: CallDeps, actor: Actor, userId: string): Promise<"free" | "busy"> {
  const { rows } = await deps.pool.query<{ present: boolean; busy: boolean }>(
    `select exists (select 1 from presence_leases l where l.user_id = u.id and l.until > now()) as present,
       exists (select 1 from calls k where k.workspace_id = u.workspace_id and k.ended_at is null
         and exists (select 1 from jsonb_array_elements(k.legs) leg where leg->>'userId' = u.id and leg->>'state' <> 'gone')) as busy
     from users u where u.id = $1 and u.workspace_id = $2 and u.blocked_at is null and u.id <> $3`,
    [userId, actor.workspaceId, actor.id],
  );
  const found = rows[0] ?? fail("agent.not_found", { userId });
  if (!found.present) fail("call.colleague_away", { userId });
  return found.busy ? "busy" : "free";
}

/** Holds everybody the owner talks with, and rings a colleague: in one step, so that nobody hears the beginning. */
export async function consultColleague(
  deps: CallDeps,
  actor: Actor,
  callId: string,
  userId: string,
): Promise<LiveCall> {
  await ownCall(deps, actor, callId);
  const colleague = await checkColleague(deps, actor, userId);
  return asOwner(deps, actor, callId, ({ call, medium }) => {
    const there = legOfUser(call, userId);
    // A supervisor who is with them already is busy, as he would be in any other call.
    if (there && there.party !== "supervisor") return { ok: true, call };
    if (colleague === "busy") return { ok: false, because: "already_there" };
    const others = call.legs.filter(
      (leg) => isHere(leg) && leg.place === "talk" && (leg.party === "customer" || leg.party === "consulted"),
    );
    let now = call;
    for (const { id } of others) {
      const held = place(now, id, "hold");
      if (held.ok) now = held.call;
    }
    const rung = ring(now, {
      id: randomUUID(),
      party: "consulted",
      userId,
      video: medium === "video",
    });
    // One change, however many legs it moves.
    return rung.ok ? { ok: true, call: { ...rung.call, version: call.version + 1 } } : rung;
  });
}
