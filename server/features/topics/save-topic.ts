import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Topic, TopicSet } from "#shared/contract/topics.ts";
import { deepestTopic, topicPath } from "#shared/domain/topic-tree.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { findSet, holdSet, holdSetOf } from "./topic-records.ts";

/** Adds a topic behind its neighbours. */
export async function addTopic(
  tx: Work,
  { actor, entry }: By,
  {
    setId,
    name,
    parentId,
  }: { readonly setId: string; readonly name: string; readonly parentId: string | null },
): Promise<TopicSet> {
  const set = await holdSet(tx, actor.workspaceId, setId);
  refuseUnlessNesting(actor);
  const there = living(set);
  if (parentId !== null && !there.some(({ id }) => id === parentId)) fail("topic.not_found", { parentId });
  if (depthOf(there, parentId) >= deepestTopic) fail("topic.too_deep", { parentId });
  const neighbours = there.filter((one) => one.parentId === parentId);
  refuseTakenName(neighbours, name);
  const id = uuidv7();
  await tx.query("insert into topics (id, set_id, parent_id, name, position) values ($1, $2, $3, $4, $5)", [
    id,
    setId,
    parentId,
    name,
    Math.max(-1, ...neighbours.map(({ position }) => position)) + 1,
  ]);
  const after = await changedSet(tx, set);
  await record(tx, { actor, entry }, "topic.created", after, id, {
    after: { name: topicPath(after.topics, id) },
  });
  return after;
}

/** Renames a topic, or changes its place among its neighbours. */
export async function changeTopic(
  tx: Work,
  { actor, entry }: By,
  asked: {
    readonly topicId: string;
    readonly name?: string | undefined;
    readonly move?: "up" | "down" | undefined;
  },
): Promise<TopicSet> {
  const { topicId, move } = asked;
  const set = await holdSetOf(tx, actor.workspaceId, topicId);
  refuseUnlessNesting(actor);
  const topic = living(set).find(({ id }) => id === topicId) ?? fail("topic.not_found", { topicId });
  const neighbours = living(set).filter((one) => one.parentId === topic.parentId);
  const { name = topic.name } = asked;
  if (name !== topic.name) {
    refuseTakenName(
      neighbours.filter((one) => one !== topic),
      name,
    );
    await tx.query("update topics set name = $2 where id = $1", [topicId, name]);
  }
  if (move) await putInOrder(tx, moved(neighbours, topic, move));
  const after = await changedSet(tx, set);
  if (name !== topic.name)
    await record(tx, { actor, entry }, "topic.renamed", after, topicId, {
      before: { name: topic.name },
      after: { name },
    });
  return after;
}

/** Deletes a topic and those below it: they are chosen no more, and still named in what is past. */
export async function removeTopic(tx: Work, { actor, entry }: By, topicId: string): Promise<TopicSet> {
  const set = await holdSetOf(tx, actor.workspaceId, topicId);
  refuseUnlessNesting(actor);
  const there = living(set);
  if (!there.some(({ id }) => id === topicId)) fail("topic.not_found", { topicId });
  const gone = withThoseBelow(there, topicId);
  await tx.query("update topics set archived_at = now() where id = any($1)", [gone]);
  const after = await changedSet(tx, set);
  await record(tx, { actor, entry }, "topic.deleted", after, topicId, {
    before: { name: topicPath(set.topics, topicId), topics: gone.length },
  });
  return after;
}

/** Brings back a topic with what was deleted in the same moment. */
export async function restoreTopic(tx: Work, { actor, entry }: By, topicId: string): Promise<TopicSet> {
  const set = await holdSetOf(tx, actor.workspaceId, topicId);
  refuseUnlessNesting(actor);
  const topic = set.topics.find(({ id }) => id === topicId) ?? fail("topic.not_found", { topicId });
  if (!topic.archived) return set;
  const above = living(set);
  if (topic.parentId !== null && !above.some(({ id }) => id === topic.parentId))
    fail("topic.not_found", { topicId: topic.parentId });
  refuseTakenName(
    above.filter((one) => one.parentId === topic.parentId),
    topic.name,
  );
  await tx.query(
    `update topics set archived_at = null
     where id = any($1) and archived_at = (select archived_at from topics where id = $2)`,
    [withThoseBelow(set.topics, topicId), topicId],
  );
  const after = await changedSet(tx, set);
  await record(tx, { actor, entry }, "topic.restored", after, topicId, {
    after: { name: topicPath(after.topics, topicId) },
  });
  return after;
}

const living = (set: TopicSet): Topic[] => set.topics.filter(({ archived }) => !archived);

function refuseUnlessNesting(actor: Actor): void {
  const { workspaceId } = actor;
  if (!can(actor, "topics.nested", { workspaceId })) fail("permission.denied", { workspaceId });
}

function refuseTakenName(neighbours: readonly Topic[], name: string): void {
  if (neighbours.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    fail("name.taken", { name }, [{ field: "name", problem: "is taken" }]);
}

/** How many are above something that is put below `parentId`. */
function depthOf(topics: readonly Topic[], parentId: string | null): number {
  let depth = 0;
  for (let at = parentId; at !== null; depth += 1) at = topics.find(({ id }) => id === at)?.parentId ?? null;
  return depth;
}

function withThoseBelow(topics: readonly Topic[], topicId: string): string[] {
  const found = [topicId];
  for (const at of found) found.push(...topics.filter((one) => one.parentId === at).map(({ id }) => id));
  return found;
}

function moved(neighbours: readonly Topic[], topic: Topic, move: "up" | "down"): Topic[] {
  const order = [...neighbours];
  const from = order.indexOf(topic);
  const to = Math.min(order.length - 1, Math.max(0, from + (move === "up" ? -1 : 1)));
  order.splice(from, 1);
  order.splice(to, 0, topic);
  return order;
}

const putInOrder = (tx: Work, topics: readonly Topic[]) =>
  tx.query(
    `update topics t set position = o.place - 1
     from unnest($1::uuid[]) with ordinality as o (id, place) where t.id = o.id`,
    [topics.map(({ id }) => id)],
  );

async function changedSet(tx: Work, { id }: TopicSet): Promise<TopicSet> {
  const { rows } = await tx.query<{ workspaceId: string }>(
    `update topic_sets set version = version + 1 where id = $1 returning workspace_id as "workspaceId"`,
    [id],
  );
  return findSet(tx, rows[0]?.workspaceId ?? "", id);
}

const record = (
  tx: Work,
  { actor, entry }: By,
  action: string,
  set: TopicSet,
  topicId: string,
  what: { readonly before?: object; readonly after?: object },
) =>
  recordActivity(tx, {
    workspaceId: actor.workspaceId,
    actor: entry,
    action,
    target: { kind: "topic", id: topicId, name: set.name },
    ...what,
  });
