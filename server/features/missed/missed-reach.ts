import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { can } from "#shared/permissions/can.ts";
import type { MissedRecord } from "./missed-records.ts";

const noGroups = "select null::uuid as group_id where false";

/** Whom nobody answered is everybody's who may take conversations out of that queue, and the one's who took it. */
export const reachesMissed = (
  actor: Actor,
  { workspaceId, queueId, takenBy }: Omit<MissedRecord, "item">,
): boolean => can(actor, "conversation.take", { workspaceId, ownerId: takenBy, queueId });

/** The same as a condition on `missed_items m`; its values are put behind those in `values`. */
export const missedReach = (actor: Actor, values: unknown[]): string =>
  reachSql(
    actor,
    "conversation.take",
    { workspace: "m.workspace_id", owner: "m.taken_by", queue: "m.queue_id", groups: noGroups },
    values,
  );
