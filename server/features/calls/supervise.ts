import { randomUUID } from "node:crypto";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import { agentLeg, type SupervisorMode, supervise, takeOver } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { takeSeat } from "../conversations/index.ts";
import { type CallRow, findCall, legOfUser } from "./call-rows.ts";
import { authorOf, changeCall } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";
import { seenBy } from "./staff-calls.ts";

interface Place {
  readonly workspaceId: string;
  readonly ownerId: string | null;
  readonly queueId: string | null;
  readonly groupIds: readonly string[];
}

/** Whose a call is, for the rule: its agent's, of the queue of its conversation, of the groups of that agent. */
async function placeOf(deps: CallDeps, { workspaceId, conversationId, call }: CallRow): Promise<Place> {
  const ownerId = agentLeg(call)?.userId ?? null;
  const { rows } = await deps.pool.query<{ queueId: string | null; groupIds: string[] }>(
    `select (select c.queue_id from conversations c where c.id = $1) as "queueId",
       array(select m.group_id from group_members m where m.user_id = $2) as "groupIds"`,
    [conversationId, ownerId],
  );
  return { workspaceId, ownerId, queueId: rows[0]?.queueId ?? null, groupIds: rows[0]?.groupIds ?? [] };
}

/** The call, for somebody who may join it; to anybody else it looks as if it were not there. */
async function joinable(deps: CallDeps, actor: Actor, callId: string): Promise<CallRow> {
  const row = await findCall(deps.pool, callId);
  const owner = agentLeg(row.call)?.userId;
  const isAllowed = owner !== actor.id && can(actor, "monitor.join", await placeOf(deps, row));
  return isAllowed ? row : fail("call.not_found", { callId });
}

/** Written with the change itself, so that no minute of it is without its entry. */
const logged = (actor: Actor, action: string, after: object) => (tx: Work, row: CallRow) =>
  recordActivity(tx, {
    workspaceId: row.workspaceId,
    actor: { id: actor.id, name: actor.name, role: actor.role, ipAddress: null, userAgent: null },
    action,
    target: { kind: "call", id: row.call.id, name: row.conversationId ?? "" },
    after,
  });

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
  await joinable(deps, actor, callId);
  const row = await changeCall(deps, {
    callId,
    by: authorOf(actor),
    change({ call }) {
      const own = legOfUser(call, actor.id);
      const beside =
        (besideUserId ? legOfUser(call, besideUserId)?.id : own?.besideLegId) ?? agentLeg(call)?.id ?? "";
      return supervise(call, { id: own?.id ?? randomUUID(), userId: actor.id, besideLegId: beside, mode });
    },
    also: logged(actor, "call.supervised", { mode }),
  });
  return seenBy(deps, row, actor);
}

/** The supervisor becomes the owner of the call and of its conversation, if he has a seat for it. */
export async function takeOverCall(deps: CallDeps, actor: Actor, callId: string): Promise<LiveCall> {
  const { conversationId } = await joinable(deps, actor, callId);
  const row = await changeCall(deps, {
    callId,
    by: authorOf(actor),
    change({ call }) {
      return takeOver(call, legOfUser(call, actor.id)?.id ?? "");
    },
    async also(tx, saved) {
      if (conversationId) await takeSeat(tx, actor.id, conversationId);
      await logged(actor, "call.taken_over", {})(tx, saved);
    },
  });
  return seenBy(deps, row, actor);
}
