import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Leg } from "#shared/domain/calls/index.ts";
import type { CallRow } from "./call-rows.ts";

const isBeside = (leg: Leg | undefined): leg is Leg => leg?.party === "supervisor" && leg.state !== "gone";

/** From when to when somebody was beside an agent, and how: what changed between two states of a call, by leg. */
function changes(before: CallRow, after: CallRow) {
  const legOf = (row: CallRow, id: string) => row.call.legs.find((leg) => leg.id === id);
  const ids = new Set([...before.call.legs, ...after.call.legs].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [was, is] = [legOf(before, id), legOf(after, id)];
    const userId = is?.userId ?? was?.userId;
    if (!userId || (!isBeside(was) && !isBeside(is))) return [];
    if (!isBeside(is)) return [{ userId, action: "call.supervision_ended", after: { mode: was?.mode } }];
    const came = was?.state !== "joined" && is.state === "joined";
    if (came) return [{ userId, action: "call.supervision_begun", after: { mode: is.mode } }];
    if (was?.mode === is.mode) return [];
    return [{ userId, action: "call.supervised", after: { mode: is.mode } }];
  });
}

/** Writes every minute that a supervisor is in a call into the activity log, whichever way he came or went. */
export async function logSupervision(tx: Work, before: CallRow, after: CallRow): Promise<void> {
  const entries = changes(before, after);
  if (entries.length === 0) return;
  const { rows } = await tx.query<{ id: string; name: string; role: string }>(
    "select id, name, role from users where id = any($1)",
    [entries.map(({ userId }) => userId)],
  );
  for (const { userId, action, after: said } of entries) {
    const { name = "", role = null } = rows.find(({ id }) => id === userId) ?? {};
    await recordActivity(tx, {
      workspaceId: after.workspaceId,
      actor: { id: userId, name, role, ipAddress: null, userAgent: null },
      action,
      target: { kind: "call", id: after.call.id, name: after.conversationId ?? "" },
      after: said,
    });
  }
}
