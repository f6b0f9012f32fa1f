import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { refuseTakenName } from "#server/platform/db/refuse-taken-name.ts";
import type { Work } from "#server/platform/news/index.ts";
import { peopleOf } from "#server/platform/people/named-people.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { QueueSettings } from "#shared/contract/groups.ts";
import { fail } from "#shared/errors/app-error.ts";
import { can } from "#shared/permissions/can.ts";
import { mayWatchQueues } from "#shared/permissions/looking-after.ts";
import { findQueue, holdQueues, type QueueRow, toQueue } from "./queue-records.ts";
import { queuesThatUse } from "./queues-that-use.ts";

interface Supervisor {
  readonly userId: string;
  readonly level: "viewer" | "editor";
}

export interface QueueChanges {
  readonly queueId: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly supervisors?: readonly Supervisor[] | undefined;
}

/** Makes a queue behind the others. */
export async function createQueue(tx: Work, { actor, entry }: By, name: string): Promise<QueueSettings> {
  const { workspaceId } = actor;
  if (!can(actor, "queues.manage", { workspaceId })) fail("permission.denied", { workspaceId });
  const id = uuidv7();
  await refuseTakenName(tx, "queues", { id: id, workspaceId: workspaceId, name: name });
  await tx.query(
    `insert into queues (id, workspace_id, name, position)
     select $1, $2, $3, coalesce(max(position) + 1, 0) from queues where workspace_id = $2`,
    [id, workspaceId, name],
  );
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "queue.created",
    target: { kind: "queue", id, name },
    after: { name },
  });
  return toQueue(await roleBookOf(tx, workspaceId), await findQueue(tx, actor, id));
}

/** Renames, archives or restores a queue, and assigns its supervisors. */
export async function updateQueue(
  tx: Work,
  { actor, entry }: By,
  asked: QueueChanges,
): Promise<QueueSettings> {
  const { queueId, version, supervisors } = asked;
  const { workspaceId } = actor;
  const [before = fail("queue.not_found", { queueId })] = await holdQueues(tx, actor, "queues.manage", [
    queueId,
  ]);
  if (before.version !== version) fail("record.stale", { queueId, version });
  const { name = before.name, archived = before.archived } = asked;
  if (name !== before.name)
    await refuseTakenName(tx, "queues", { id: queueId, workspaceId: workspaceId, name: name });
  if (archived && !before.archived) await refuseWhileInUse(tx, workspaceId, before);
  await tx.query(
    `update queues set name = $2, version = version + 1,
       archived_at = case when not $3::boolean then null else coalesce(archived_at, now()) end
     where id = $1`,
    [queueId, name, archived],
  );
  if (supervisors) await assign(tx, workspaceId, queueId, supervisors);
  const after = await findQueue(tx, actor, queueId);
  const changed = changedParts(told(before), told(after));
  if (changed)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: actionOf(before, after),
      target: { kind: "queue", id: queueId, name: after.name },
      ...changed,
    });
  return toQueue(await roleBookOf(tx, workspaceId), after);
}

const actionOf = (before: QueueRow, after: QueueRow): string => {
  if (before.archived === after.archived) return "queue.changed";
  return after.archived ? "queue.archived" : "queue.restored";
};

const told = ({ name, archived, supervisors }: QueueRow) => ({
  name,
  archived,
  supervisors: supervisors.map((one) => `${one.name} (${one.level})`),
});

/** What waits would be forgotten; without any open queue customers could not write at all. */
async function refuseWhileInUse(tx: Work, workspaceId: string, queue: QueueRow): Promise<void> {
  if (queue.waiting > 0)
    fail("queue.in_use", { queueId: queue.id }, [
      { field: "archived", problem: `conversations that wait in it: ${queue.waiting}` },
    ]);
  // Two queues archived at once would each see the other open, and one might be given work by rules saved meanwhile.
  await tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);
  const users = await queuesThatUse(tx, workspaceId, { queueId: queue.id });
  if (users.length > 0)
    fail(
      "queue.used_by_queues",
      { queueId: queue.id },
      users.map(({ name }) => ({ field: "queues", problem: name })),
    );
  const { rows } = await tx.query(
    "select 1 from queues where workspace_id = $1 and id <> $2 and archived_at is null limit 1",
    [workspaceId, queue.id],
  );
  if (rows.length === 0)
    fail("queue.in_use", { queueId: queue.id }, [
      {
        field: "archived",
        problem: "is the only open queue: new conversations need one. Make another first",
      },
    ]);
}

async function assign(
  tx: Work,
  workspaceId: string,
  queueId: string,
  supervisors: readonly Supervisor[],
): Promise<void> {
  const levels = new Map(supervisors.map(({ userId, level }) => [userId, level]));
  const people = await peopleOf(tx, workspaceId, [...levels.keys()]);
  const book = await roleBookOf(tx, workspaceId);
  const cannot = [...people.values()].filter(({ role }) => !mayWatchQueues(book.grantsOf(role)));
  if (cannot.length > 0)
    fail("queue.supervisor_cannot", { cannot: cannot.map(({ id }) => id) }, [
      { field: "supervisors", problem: cannot.map(({ name }) => name).join(", ") },
    ]);
  await tx.query(
    `delete from queue_supervisors s using users u
     where s.queue_id = $1 and u.id = s.user_id and u.archived_at is null and s.user_id <> all($2)`,
    [queueId, [...levels.keys()]],
  );
  await tx.query(
    `insert into queue_supervisors (queue_id, user_id, level)
     select $1::uuid, * from unnest($2::text[], $3::text[])
     on conflict (queue_id, user_id) do update set level = excluded.level`,
    [queueId, [...levels.keys()], [...levels.values()]],
  );
}
