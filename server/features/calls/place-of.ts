import { agentLeg, legOf } from "#shared/domain/calls/index.ts";
import type { CallRow } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";

/** What the rule reads of a call: whose it is, of which queue, of which groups that person is. */
interface Place {
  readonly workspaceId: string;
  readonly ownerId: string | null;
  readonly queueId: string | null;
  readonly groupIds: readonly string[];
}

/** Of the member of staff whom somebody is beside, or comes to; without one of the call's agent. */
export async function placeOf(
  { pool }: Pick<CallDeps, "pool">,
  { workspaceId, conversationId, call }: CallRow,
  besideLegId: string | null = null,
): Promise<Place> {
  const beside = besideLegId ? legOf(call, besideLegId) : agentLeg(call);
  const ownerId = beside?.userId ?? null;
  const { rows } = await pool.query<{ queueId: string | null; groupIds: string[] }>(
    `select (select c.queue_id from conversations c where c.id = $1) as "queueId",
       array(select m.group_id from group_members m where m.user_id = $2) as "groupIds"`,
    [conversationId, ownerId],
  );
  return { workspaceId, ownerId, queueId: rows[0]?.queueId ?? null, groupIds: rows[0]?.groupIds ?? [] };
}
