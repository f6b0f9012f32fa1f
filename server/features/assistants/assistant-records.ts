import type pg from "pg";
import { Assistant } from "#shared/contract/assistants.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { learnt } from "./commit-answer.ts";

type Queryable = Pick<pg.Pool, "query">;

const columns = `a.id, a.version, a.name, a.kind, a.enabled, a.queue_ids as "queueIds", a.url, a.flow, a.link,
  (select count(*)::int from conversations c
    where c.workspace_id = a.workspace_id and c.state = 'assistant' and c.assistant_id = a.id) as conversations`;

/** The assistants of a workspace in their order: of several that serve a queue, the first answers. */
export async function listAssistants(db: Queryable, workspaceId: string): Promise<Assistant[]> {
  const { rows } = await db.query(
    `select ${columns} from assistants a where a.workspace_id = $1 and a.archived_at is null
     order by a.position, a.created_at, a.id`,
    [workspaceId],
  );
  return rows.map((row) => Assistant.parse(row));
}

export async function findAssistant(db: Queryable, workspaceId: string, id: string): Promise<Assistant> {
  const { rows } = await db.query(
    `select ${columns} from assistants a where a.id = $1 and a.workspace_id = $2 and a.archived_at is null`,
    [id, workspaceId],
  );
  return rows[0] ? Assistant.parse(rows[0]) : fail("assistant.not_found", { assistantId: id });
}

/** Those that have, or may have, conversations: for narrowing the list. */
export async function assistantNames(db: Queryable, { workspaceId }: Actor) {
  const { rows } = await db.query<{ id: never; name: string }>(
    `select a.id, a.name from assistants a where a.workspace_id = $1 and a.archived_at is null
     order by a.position, a.created_at, a.id`,
    [workspaceId],
  );
  return rows;
}

/** What an assistant learnt in a conversation; null when none had it. Who may see it was checked before. */
export async function handoverOf(db: Queryable, conversationId: string) {
  const { rows } = await db.query<{
    id: never;
    name: string;
    summary: string | null;
    data: Record<string, string>;
    at: Date | null;
  }>(
    `select t.assistant_id as id, coalesce(a.name, '') as name, t.summary, t.data, t.handed_over_at as at
     from assistant_turns t left join assistants a on a.id = t.assistant_id where t.conversation_id = $1`,
    [conversationId],
  );
  const [row] = rows;
  if (!row) return null;
  const { id, name, summary, data, at } = row;
  return { assistant: { id, name }, summary, data: learnt(data), handedOverAt: at?.toISOString() ?? null };
}
