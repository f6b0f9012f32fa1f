import type { Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Called } from "../calls/index.ts";

type Queryable = Pick<Work, "query">;

/** Whom somebody wants to call, as he names it. */
type Target =
  | { readonly userId: string }
  | { readonly groupId: string }
  | { readonly queueId: string }
  | { readonly extension: string };

/** The people of a group or queue; undefined when there is none. */
async function peopleOf(
  db: Queryable,
  workspaceId: string,
  kind: "group" | "queue",
  id: string,
): Promise<readonly string[] | undefined> {
  const { rows } = await db.query<{ userIds: string[] }>(
    kind === "group"
      ? `select array(select m.user_id from group_members m where m.group_id = g.id) as "userIds"
         from groups g where g.id = $1 and g.workspace_id = $2`
      : `select array(select m.user_id from queue_members m where m.queue_id = q.id) as "userIds"
         from queues q where q.id = $1 and q.workspace_id = $2 and q.archived_at is null`,
    [id, workspaceId],
  );
  return rows[0]?.userIds;
}

async function behind(db: Queryable, workspaceId: string, extension: string): Promise<Target> {
  const { rows } = await db.query<{ userId: string | null; groupId: string | null; queueId: string | null }>(
    `select user_id as "userId", group_id as "groupId", queue_id as "queueId" from extensions
     where workspace_id = $1 and number = $2`,
    [workspaceId, extension],
  );
  const { userId, groupId, queueId } = rows[0] ?? fail("extension.not_found", { extension });
  if (userId) return { userId };
  return groupId ? { groupId } : { queueId: queueId ?? "" };
}

/**
 * Whom a name or an extension stands for. A colleague never waits in a queue's line: a queue's extension rings its
 * people, as a group's does.
 */
export async function whomOf(db: Queryable, actor: Actor, to: Target): Promise<Omit<Called, "clientId">> {
  const { workspaceId } = actor;
  if ("extension" in to) return whomOf(db, actor, await behind(db, workspaceId, to.extension));
  if ("userId" in to) return { kind: "user", userIds: [to.userId] };
  if ("groupId" in to) {
    const userIds = await peopleOf(db, workspaceId, "group", to.groupId);
    return { kind: "group", userIds: userIds ?? fail("group.not_found", to) };
  }
  const userIds = await peopleOf(db, workspaceId, "queue", to.queueId);
  return { kind: "queue", userIds: userIds ?? fail("queue.not_found", to) };
}
