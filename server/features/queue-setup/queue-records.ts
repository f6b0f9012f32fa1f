import type { Work } from "#server/platform/news/index.ts";
import { named, type PersonRow } from "#server/platform/people/named-people.ts";
import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { QueueSettings } from "#shared/contract/groups.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";

/** A queue as it is set up. Archived people keep their place and are on no list. */
export interface QueueRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly archived: boolean;
  readonly members: readonly (PersonRow & { readonly priority: number })[];
  readonly supervisors: readonly (PersonRow & { readonly level: "viewer" | "editor" })[];
  readonly waiting: number;
}

type Queryable = Pick<Work, "query">;

const columns = `q.id, q.version, q.name, q.archived_at is not null as archived,
  coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name, 'role', u.role, 'priority', m.priority)
      order by m.priority, u.name, u.id)
    from queue_members m join users u on u.id = m.user_id where m.queue_id = q.id and u.archived_at is null), '[]') as members,
  coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name, 'role', u.role, 'level', s.level)
      order by u.name, u.id)
    from queue_supervisors s join users u on u.id = s.user_id where s.queue_id = q.id and u.archived_at is null), '[]') as supervisors,
  (select count(*)::int from conversations c where c.queue_id = q.id and c.state = 'waiting') as waiting`;

export const reachesQueue = (actor: Actor, permission: Permission, queueId: string): boolean =>
  can(actor, permission, {
    workspaceId: actor.workspaceId,
    queueId,
    holds: actor.editorQueueIds.includes(queueId) ? ["assignment.editor"] : [],
  });

/** The queues whose settings the actor may see, archived ones at the end. */
export async function listQueues(db: Queryable, actor: Actor): Promise<QueueSettings[]> {
  const values: unknown[] = [];
  const columnsOf = { workspace: "q.workspace_id", owner: "''::text", queue: "q.id" };
  const [book, { rows }] = await Promise.all([
    roleBookOf(db, actor.workspaceId),
    db.query<QueueRow>(
      `select ${columns} from queues q where ${reachSql(actor, "queues.view", columnsOf, values)}
       order by q.archived_at is not null, q.position, q.name`,
      values,
    ),
  ]);
  return rows.map((row) => toQueue(book, row));
}

/** A queue of the actor's workspace, or `queue.not_found`. */
export async function findQueue(db: Queryable, actor: Actor, queueId: string): Promise<QueueRow> {
  const { rows } = await db.query<QueueRow>(
    `select ${columns} from queues q where q.id = $1 and q.workspace_id = $2`,
    [queueId, actor.workspaceId],
  );
  return rows[0] ?? fail("queue.not_found", { queueId });
}

/** Holds queues until the end of the transaction, in one order, so that two moves cannot wait for each other. */
export async function holdQueues(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  ids: readonly string[],
): Promise<QueueRow[]> {
  await tx.query("select 1 from queues where id = any($1) and workspace_id = $2 order by id for update", [
    ids,
    actor.workspaceId,
  ]);
  const rows = [];
  for (const id of ids) rows.push(await findQueue(tx, actor, id));
  for (const { id } of rows) {
    if (reachesQueue(actor, permission, id)) continue;
    fail(reachesQueue(actor, "queues.view", id) ? "permission.denied" : "queue.not_found", { id });
  }
  return rows;
}

/** The queue as the contract gives it. */
export const toQueue = (book: RoleBook, { members, supervisors, ...queue }: QueueRow): QueueSettings =>
  ({
    ...queue,
    members: members.map((one) => named(book, one)),
    supervisors: supervisors.map((one) => named(book, one)),
    // Brands are given by the contract's output check, through which every answer goes.
  }) as unknown as QueueSettings;
