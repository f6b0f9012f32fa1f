import { randomUUID } from "node:crypto";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import { agentLeg, type SupervisorMode, supervise, takeOver } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { takeSeat } from "../conversations/index.ts";
import { type CallRow, findCall, legOfUser } from "./call-rows.ts";
import { authorOf, changeCall } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";
import { placeOf } from "./place-of.ts";
import { seenBy } from "./staff-calls.ts";

/** The call, for somebody who may come to this member of staff; to anybody else it looks as if it were not there. */
async function joinable(
  deps: CallDeps,
  actor: Actor,
  callId: string,
  besideUserId?: string,
): Promise<CallRow> {
  const row = await findCall(deps.pool, callId);
  const beside = besideUserId ? legOfUser(row.call, besideUserId) : agentLeg(row.call);
  const place = await placeOf(deps, row, beside?.id ?? null);
  const isAllowed = place.ownerId !== actor.id && can(actor, "monitor.join", place);
  return isAllowed ? row : fail("call.not_found", { callId });
}

/** Comes to an agent in a call, or changes the mode in place. In force, and in the log, before this answers. */
export async function superviseCall(
  deps: CallDeps,
  actor: Actor,
  {
    callId,
    mode,
    besideUserId,
  }: { readonly callId: string; readonly mode: SupervisorMode; readonly besideUserId?: string | undefined },
): Promise<LiveCall> {
  await joinable(deps, actor, callId, besideUserId);
  const row = await changeCall(deps, {
    callId,
    by: authorOf(actor),
    change({ call }) {
      const own = legOfUser(call, actor.id);
      const beside =
        (besideUserId ? legOfUser(call, besideUserId)?.id : own?.besideLegId) ?? agentLeg(call)?.id ?? "";
      return supervise(call, { id: own?.id ?? randomUUID(), userId: actor.id, besideLegId: beside, mode });
    },
  });
  return seenBy(deps, row, actor);
}

/** The supervisor becomes the owner of the call and of its conversation, if he has a seat for it. */
export async function takeOverCall(deps: CallDeps, actor: Actor, callId: string): Promise<LiveCall> {
  const found = await findCall(deps.pool, callId);
  const { conversationId } = found;
  const isHis = found.workspaceId === actor.workspaceId && agentLeg(found.call)?.userId === actor.id;
  // The same command again.
  if (isHis) return seenBy(deps, found, actor);
  await joinable(deps, actor, callId);
  const row = await changeCall(deps, {
    callId,
    by: authorOf(actor),
    seat: actor.id,
    change({ call, kept }) {
      const own = legOfUser(call, actor.id);
      // Handed on at this moment: the call follows first.
      if (kept && kept.assigneeId !== (agentLeg(call)?.userId ?? null))
        return { ok: false, because: "wrong_state" };
      return takeOver(call, own?.id ?? "");
    },
    async also(tx, saved) {
      if (conversationId) await takeSeat(tx, actor.id, conversationId);
      await recordActivity(tx, {
        workspaceId: saved.workspaceId,
        actor: { id: actor.id, name: actor.name, role: actor.role, ipAddress: null, userAgent: null },
        action: "call.taken_over",
        target: { kind: "call", id: callId, name: conversationId ?? "" },
      });
    },
  });
  return seenBy(deps, row, actor);
}
