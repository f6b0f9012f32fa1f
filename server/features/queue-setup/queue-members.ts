import type { By } from "#server/platform/activity/by.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import { peopleOf } from "#server/platform/people/named-people.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { QueueSettings } from "#shared/contract/groups.ts";
import { AppError, fail } from "#shared/errors/app-error.ts";
import { findQueue, holdQueues, type QueueRow, toQueue } from "./queue-records.ts";

interface Member {
  readonly userId: string;
  readonly priority: number;
}

/** Chooses who answers a queue, and in which order they are asked. */
export async function setMembers(
  tx: Work,
  { actor, entry }: By,
  asked: { readonly queueId: string; readonly version: number; readonly members: readonly Member[] },
): Promise<QueueSettings> {
  const { queueId, version } = asked;
  const [before = fail("queue.not_found", { queueId })] = await holdQueues(tx, actor, "queues.members.edit", [
    queueId,
  ]);
  if (before.version !== version) fail("record.stale", { queueId, version });
  const priorities = new Map(asked.members.map(({ userId, priority }) => [userId, priority]));
  await peopleOf(tx, actor.workspaceId, [...priorities.keys()]);
  await tx.query(
    `delete from queue_members m using users u
     where m.queue_id = $1 and u.id = m.user_id and u.archived_at is null and m.user_id <> all($2)`,
    [queueId, [...priorities.keys()]],
  );
  await tx.query(
    `insert into queue_members (queue_id, user_id, priority)
     select $1::uuid, * from unnest($2::text[], $3::int[])
     on conflict (queue_id, user_id) do update set priority = excluded.priority`,
    [queueId, [...priorities.keys()], [...priorities.values()]],
  );
  await raise(tx, [queueId]);
  const after = await findQueue(tx, actor, queueId);
  const changes = { before: membersNotIn(before, after), after: membersNotIn(after, before) };
  if (changes.before.length + changes.after.length > 0)
    await recordActivity(tx, {
      workspaceId: actor.workspaceId,
      actor: entry,
      action: "queue.members_changed",
      target: { kind: "queue", id: queueId, name: after.name },
      before: { members: changes.before },
      after: { members: changes.after },
    });
  return toQueue(await roleBookOf(tx, actor.workspaceId), after);
}

/** Moves people from one queue to another, all of them or nobody. They keep their priority. */
export async function moveMembers(
  tx: Work,
  { actor, entry }: By,
  { userIds, from, to }: { readonly userIds: readonly string[]; readonly from: string; readonly to: string },
): Promise<QueueSettings[]> {
  if (from === to)
    throw new AppError(
      "request.invalid",
      { from },
      { fields: [{ field: "to", problem: "is the same queue" }] },
    );
  const [source, target] = await holdQueues(tx, actor, "queues.members.edit", [from, to]);
  // An archived queue gets no new conversations: people moved there would be lost to their work.
  if (!source || !target || target.archived) return fail("queue.not_found", { from, to });
  const moved = new Set(userIds);
  const people = source.members.filter(({ id }) => moved.has(id));
  if (people.length < moved.size) fail("user.not_found", { from, userIds });
  await tx.query(
    `with gone as (delete from queue_members where queue_id = $1 and user_id = any($3) returning user_id, priority)
     insert into queue_members (queue_id, user_id, priority) select $2::uuid, user_id, priority from gone
     on conflict do nothing`,
    [from, to, [...moved]],
  );
  await raise(tx, [from, to]);
  await recordActivity(tx, {
    workspaceId: actor.workspaceId,
    actor: entry,
    action: "queue.members_moved",
    target: { kind: "queue", id: to, name: target.name },
    before: { queue: source.name, members: people.map(({ name }) => name) },
    after: { queue: target.name, members: people.map(({ name }) => name) },
  });
  const book = await roleBookOf(tx, actor.workspaceId);
  return [toQueue(book, await findQueue(tx, actor, from)), toQueue(book, await findQueue(tx, actor, to))];
}

const raise = (tx: Work, queueIds: readonly string[]) =>
  tx.query("update queues set version = version + 1 where id = any($1)", [queueIds]);

/** Who answers `queue` otherwise than the `other`: came, left, or has another priority. */
const membersNotIn = (queue: QueueRow, other: QueueRow): string[] => {
  const known = new Map(other.members.map(({ id, priority }) => [id, priority]));
  return queue.members.flatMap(({ id, name, priority }) =>
    known.get(id) === priority ? [] : `${name} (${priority})`,
  );
};
