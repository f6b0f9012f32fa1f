import type { Work } from "#server/platform/news/index.ts";
import type { TopicSet } from "#shared/contract/topics.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";

type Queryable = Pick<Work, "query">;

const columns = `s.id, s.version, s.name, s.archived_at is not null as archived,
  coalesce((select json_agg(json_build_object('id', t.id, 'parentId', t.parent_id, 'name', t.name,
      'position', t.position, 'archived', t.archived_at is not null) order by t.position, t.name)
    from topics t where t.set_id = s.id), '[]') as topics,
  coalesce((select json_agg(json_build_object('id', q.id, 'name', q.name) order by q.name) from queues q
    where q.workspace_id = s.workspace_id and q.rules->'wrapUp'->>'topicSetId' = s.id::text), '[]') as queues`;

const setsUp = (actor: Actor): boolean =>
  (["topics.manage", "topics.nested", "topics.delete", "queues.view"] as const).some((permission) =>
    can(actor, permission),
  );

/** Every topic set with its topics. Which queues ask for it is told to those who set topics or queues up. */
export async function listTopicSets(db: Queryable, actor: Actor): Promise<TopicSet[]> {
  const { rows } = await db.query<TopicSet>(
    `select ${columns} from topic_sets s where s.workspace_id = $1
     order by s.archived_at is not null, lower(s.name)`,
    [actor.workspaceId],
  );
  return setsUp(actor) ? rows : rows.map((row) => ({ ...row, queues: [] }));
}

/** A set of the workspace that is not deleted, or `topic_set.not_found`. */
export async function findSet(db: Queryable, workspaceId: string, setId: string): Promise<TopicSet> {
  const { rows } = await db.query<TopicSet>(
    `select ${columns} from topic_sets s where s.id = $1 and s.workspace_id = $2 and s.archived_at is null`,
    [setId, workspaceId],
  );
  return rows[0] ?? fail("topic_set.not_found", { setId });
}

/** The set held until the end of the transaction: two who change its topics do so one after another. */
export async function holdSet(tx: Work, workspaceId: string, setId: string): Promise<TopicSet> {
  await tx.query("select 1 from topic_sets where id = $1 and workspace_id = $2 for update", [
    setId,
    workspaceId,
  ]);
  return findSet(tx, workspaceId, setId);
}

/** The set of a topic, held; `topic.not_found` for topics of nobody and of others. */
export async function holdSetOf(tx: Work, workspaceId: string, topicId: string): Promise<TopicSet> {
  const { rows } = await tx.query<{ setId: string }>(
    `select t.set_id as "setId" from topics t join topic_sets s on s.id = t.set_id
     where t.id = $1 and s.workspace_id = $2 and s.archived_at is null`,
    [topicId, workspaceId],
  );
  const [found = fail("topic.not_found", { topicId })] = rows;
  return holdSet(tx, workspaceId, found.setId);
}
