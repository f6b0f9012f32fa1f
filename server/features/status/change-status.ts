import { busySql } from "#server/platform/agent-activity/activity-sql.ts";
import type { Work } from "#server/platform/news/index.ts";
import {
  afterEvent,
  type ChosenStatus,
  noStatus,
  type StatusEvent,
  type StatusRecord,
} from "#shared/domain/status/index.ts";
import type { StatusUser } from "./deps.ts";

interface Row extends Omit<StatusRecord, "by"> {
  readonly byUserId: string | null;
  readonly byName: string | null;
}

/** Holds somebody's status until the end of the transaction; who never had one has the first. */
async function holdStatus(tx: Work, { id, workspaceId }: StatusUser): Promise<StatusRecord> {
  await tx.query(
    `insert into agent_status (user_id, workspace_id, status, cause) values ($1, $2, $3, $4)
     on conflict (user_id) do nothing`,
    [id, workspaceId, noStatus.status, noStatus.cause],
  );
  const { rows } = await tx.query<Row>(
    `select status, custom_status_id as "customStatusId", reason, cause, by_user_id as "byUserId", by_name as "byName",
       next, before from agent_status where user_id = $1 for update`,
    [id],
  );
  const { byUserId, byName, ...row } = rows[0] as Row;
  return { ...row, by: byUserId ? { id: byUserId, name: byName ?? "" } : null };
}

const sameChoice = (one: ChosenStatus | null, other: ChosenStatus | null): boolean =>
  one?.status === other?.status &&
  one?.customStatusId === other?.customStatusId &&
  one?.reason === other?.reason;

/** A choice with nothing besides, so that what is stored and logged is that alone. */
const choiceOf = ({ status, customStatusId, reason }: ChosenStatus): ChosenStatus => ({
  status,
  customStatusId,
  reason,
});

/**
 * The one way in which a status changes: what the machine makes of the event is written together with its line of the
 * log, in the caller's transaction. Answers the status as it is then.
 */
export async function changeStatus(tx: Work, user: StatusUser, event: StatusEvent): Promise<StatusRecord> {
  const before = await holdStatus(tx, user);
  const after = afterEvent(before, event);
  const isAnother = !sameChoice(before, after) || before.cause !== after.cause;
  const isNextAnother = !sameChoice(before.next, after.next);
  if (!isAnother && !isNextAnother) return after;
  await tx.query(
    `update agent_status set status = $2, custom_status_id = $3::uuid, reason = $4, cause = $5, by_user_id = $6, by_name = $7,
       next = $8, before = $9, version = version + 1,
       since = case when status = $2 and custom_status_id is not distinct from $3::uuid then since else now() end
     where user_id = $1`,
    [
      user.id,
      after.status,
      after.customStatusId,
      after.reason,
      after.cause,
      after.by?.id ?? null,
      after.by?.name ?? null,
      after.next && choiceOf(after.next),
      after.before && choiceOf(after.before),
    ],
  );
  if (isAnother) await log(tx, user, after, "status", after);
  // What came, or went with what came, needs no line of its own.
  else if (after.next) await log(tx, user, { cause: "chosen", by: null }, "next", after.next);
  else await log(tx, user, causeOfCancelling(event), "next", null);
  tx.note(`s:${user.id}`);
  return after;
}

const causeOfCancelling = ({ type }: StatusEvent): Pick<StatusRecord, "cause" | "by"> => ({
  cause: type === "statusRemoved" ? "status_removed" : "chosen",
  by: null,
});

async function log(
  tx: Work,
  user: StatusUser,
  { cause, by }: Pick<StatusRecord, "cause" | "by">,
  kind: "status" | "next",
  to: ChosenStatus | null,
): Promise<void> {
  await tx.query(
    `insert into status_log
       (workspace_id, user_id, at, kind, value, custom_status_id, custom_name, reason, cause, by_user_id, by_name)
     values ($1, $2, clock_timestamp(), $3, $4, $5::uuid, (select name from custom_statuses where id = $5::uuid), $6, $7, $8, $9)`,
    [
      user.workspaceId,
      user.id,
      kind,
      to?.status ?? "cancelled",
      to?.customStatusId ?? null,
      to?.reason ?? null,
      cause,
      by?.id ?? null,
      by?.name ?? null,
    ],
  );
}

/**
 * His work has changed within this transaction: what he is doing is news, and when nothing is left of it, the status
 * that he chose for then comes.
 */
export async function workChanged(tx: Work, userId: string): Promise<void> {
  const { rows } = await tx.query<{ workspaceId: string; free: boolean }>(
    `select workspace_id as "workspaceId", next is not null and not ${busySql("user_id")} as free
     from agent_status where user_id = $1`,
    [userId],
  );
  const [row] = rows;
  if (!row) return;
  tx.note(`s:${userId}`);
  if (row.free) await changeStatus(tx, { id: userId, workspaceId: row.workspaceId }, { type: "becameFree" });
}
