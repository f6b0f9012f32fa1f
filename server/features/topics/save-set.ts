import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { TopicSet } from "#shared/contract/topics.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { findSet, holdSet } from "./topic-records.ts";

export async function createSet(tx: Work, { actor, entry }: By, name: string): Promise<TopicSet> {
  const { workspaceId } = actor;
  refuseUnlessManaging(actor);
  const id = uuidv7();
  await refuseTakenName(tx, workspaceId, id, name);
  await tx.query("insert into topic_sets (id, workspace_id, name) values ($1, $2, $3)", [
    id,
    workspaceId,
    name,
  ]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "topic_set.created",
    target: { kind: "topic_set", id, name },
    after: { name },
  });
  return findSet(tx, workspaceId, id);
}

export async function renameSet(
  tx: Work,
  { actor, entry }: By,
  { setId, version, name }: { readonly setId: string; readonly version: number; readonly name: string },
): Promise<TopicSet> {
  const { workspaceId } = actor;
  const before = await holdSet(tx, workspaceId, setId);
  refuseUnlessManaging(actor);
  if (before.version !== version) fail("record.stale", { setId, version });
  await refuseTakenName(tx, workspaceId, setId, name);
  await tx.query("update topic_sets set name = $2, version = version + 1 where id = $1", [setId, name]);
  if (name !== before.name)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "topic_set.renamed",
      target: { kind: "topic_set", id: setId, name },
      before: { name: before.name },
      after: { name },
    });
  return findSet(tx, workspaceId, setId);
}

/**
 * Deletes a set: no queue asks for it any more. Conversations that were about its topics keep their names. Who may
 * delete unused ones only is told the queues that ask for it.
 */
export async function removeSet(tx: Work, { actor, entry }: By, setId: string): Promise<void> {
  const { workspaceId } = actor;
  const before = await holdSet(tx, workspaceId, setId);
  const holds = before.queues.length > 0 ? [] : (["unused"] as const);
  if (!can(actor, "topics.delete", { workspaceId, holds })) {
    if (!can(actor, "topics.delete", { workspaceId, holds: ["unused"] }))
      fail("permission.denied", { setId });
    fail(
      "topic_set.in_use",
      { setId },
      before.queues.map(({ name }) => ({ field: "queues", problem: name })),
    );
  }
  await tx.query(
    `update queues set version = version + 1,
       rules = jsonb_set(rules, '{wrapUp}', (rules->'wrapUp') || '{"topicSetId": null, "topicsRequired": false}')
     where workspace_id = $1 and rules->'wrapUp'->>'topicSetId' = $2`,
    [workspaceId, setId],
  );
  await tx.query("update topic_sets set archived_at = now(), version = version + 1 where id = $1", [setId]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "topic_set.deleted",
    target: { kind: "topic_set", id: setId, name: before.name },
    before: {
      name: before.name,
      topics: before.topics.filter(({ archived }) => !archived).length,
      ...(before.queues.length > 0 ? { queues: before.queues.map(({ name }) => name) } : {}),
    },
  });
}

function refuseUnlessManaging(actor: Actor): void {
  const { workspaceId } = actor;
  if (!can(actor, "topics.manage", { workspaceId })) fail("permission.denied", { workspaceId });
}

/** A deleted set's name is free again. */
async function refuseTakenName(tx: Work, workspaceId: string, id: string, name: string): Promise<void> {
  const { rows } = await tx.query(
    `select 1 from topic_sets where workspace_id = $1 and lower(name) = lower($2) and id <> $3
       and archived_at is null`,
    [workspaceId, name, id],
  );
  if (rows.length > 0) fail("name.taken", { name }, [{ field: "name", problem: "is taken" }]);
}
