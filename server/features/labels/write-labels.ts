import type { Work } from "#server/platform/news/index.ts";
import { topicPath } from "#shared/domain/topic-tree.ts";
import { fail } from "#shared/errors/app-error.ts";

/** A conversation whose row the caller has locked. */
export interface LabelledConversation {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly queueId: string;
}

/** Gives a conversation these tags and no others. Answers their names when that changed something, else null. */
export async function writeTags(
  tx: Work,
  { conversationId, workspaceId }: LabelledConversation,
  tagIds: readonly string[],
): Promise<string | null> {
  const wanted = [...new Set(tagIds)];
  const { rows } = await tx.query<{ id: string; name: string }>(
    "select id, name from tags where workspace_id = $1 and id = any($2) order by lower(name) for key share",
    [workspaceId, wanted],
  );
  if (rows.length < wanted.length) fail("tag.not_found", { tagIds: wanted });
  const { rowCount: taken } = await tx.query(
    "delete from conversation_tags where conversation_id = $1 and tag_id <> all($2)",
    [conversationId, wanted],
  );
  const { rowCount: given } = await tx.query(
    `insert into conversation_tags (conversation_id, tag_id) select $1::uuid, unnest($2::uuid[])
     on conflict do nothing`,
    [conversationId, wanted],
  );
  return taken || given ? rows.map(({ name }) => name).join(", ") : null;
}

interface TopicRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly position: number;
  readonly choosable: boolean;
  readonly had: boolean;
}

/** Topics of the queue's set that may be chosen, and those that the conversation has. */
export async function topicsFor(
  db: Pick<Work, "query">,
  { conversationId, workspaceId, queueId }: LabelledConversation,
): Promise<TopicRow[]> {
  const { rows } = await db.query<TopicRow>(
    `select t.id, t.parent_id as "parentId", t.name, t.position,
       t.archived_at is null and s.archived_at is null
         and coalesce(q.rules->'wrapUp'->>'topicSetId' = s.id::text, false) as choosable,
       h.topic_id is not null as had
     from topics t join topic_sets s on s.id = t.set_id join queues q on q.id = $3
       left join conversation_topics h on h.topic_id = t.id and h.conversation_id = $1
     where s.workspace_id = $2`,
    [conversationId, workspaceId, queueId],
  );
  return rows;
}

/** Says what a conversation is about: topics of its queue's set, and those it had before. Answers as `writeTags`. */
export async function writeTopics(
  tx: Work,
  conversation: LabelledConversation,
  topicIds: readonly string[],
): Promise<string | null> {
  const wanted = [...new Set(topicIds)];
  const topics = await topicsFor(tx, conversation);
  const unknown = wanted.filter((id) => !topics.some((one) => one.id === id && (one.choosable || one.had)));
  if (unknown.length > 0)
    fail("topic.not_found", { unknown }, [{ field: "topicIds", problem: "is no topic of this queue" }]);
  const { rowCount: taken } = await tx.query(
    "delete from conversation_topics where conversation_id = $1 and topic_id <> all($2)",
    [conversation.conversationId, wanted],
  );
  const { rowCount: given } = await tx.query(
    `insert into conversation_topics (conversation_id, topic_id) select $1::uuid, unnest($2::uuid[])
     on conflict do nothing`,
    [conversation.conversationId, wanted],
  );
  return taken || given ? wanted.map((id) => topicPath(topics, id)).join(", ") : null;
}
