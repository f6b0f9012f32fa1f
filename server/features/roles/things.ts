import type { Work } from "#server/platform/news/index.ts";
import type { AccessThing } from "#shared/contract/roles.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { ExplainedThing } from "#shared/permissions/explain.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";

type Queryable = Pick<Work, "query">;
interface Named {
  readonly id: string;
  readonly name: string;
}

const groupsOf = (
  user: string,
) => `coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name)
  from group_members m join groups g on g.id = m.group_id where m.user_id = ${user}), '[]') as groups`;

const namesOf = (groups: readonly Named[]) => ({
  groupIds: groups.map(({ id }) => id),
  groupNames: Object.fromEntries(groups.map(({ id, name }) => [id, name])),
});

interface Asking {
  readonly db: Queryable;
  readonly workspaceId: string;
  /** Of whom is asked: what he is assigned to as editor counts. */
  readonly person: Actor;
  readonly book: RoleBook;
}

/** A thing as the rules see it; null: it is not there, or in another workspace. */
export const findThing = (asking: Asking, thing: AccessThing): Promise<FoundThing | null> =>
  finders[thing.kind](asking, thing.id);

/** With what a waiting conversation needs beside: it may also be seen as one of those that wait. */
export type FoundThing = ExplainedThing & { readonly waits?: boolean };

const editorOf = (person: Actor, queueId: string) =>
  person.editorQueueIds.includes(queueId) ? (["assignment.editor"] as const) : [];

const finders: Record<AccessThing["kind"], (asking: Asking, id: string) => Promise<FoundThing | null>> = {
  async user({ db, workspaceId, book }, id) {
    const { rows } = await db.query<Named & { role: string; groups: Named[] }>(
      `select u.id, u.name, u.role, ${groupsOf("u.id")} from users u where u.id = $1 and u.workspace_id = $2`,
      [id, workspaceId],
    );
    const [row] = rows;
    if (!row) return null;
    const { groupIds, groupNames } = namesOf(row.groups);
    return {
      name: row.name,
      groupNames,
      resource: { workspaceId, ownerId: row.id, groupIds, role: book.refOf(row.role) },
    };
  },

  async group({ db, workspaceId }, id) {
    const { rows } = await db.query<Named>(
      "select id, name from groups where id = $1 and workspace_id = $2",
      [id, workspaceId],
    );
    const [row] = rows;
    return row ? { name: row.name, ...inGroup(workspaceId, row) } : null;
  },

  async queue({ db, workspaceId, person }, id) {
    const { rows } = await db.query<Named>(
      "select id, name from queues where id = $1 and workspace_id = $2",
      [id, workspaceId],
    );
    const [row] = rows;
    if (!row) return null;
    const { name } = row;
    return {
      name,
      queueName: name,
      groupNames: {},
      resource: { workspaceId, queueId: id, holds: editorOf(person, id) },
    };
  },

  async conversation({ db, workspaceId, person }, id) {
    const { rows } = await db.query<{
      assigneeId: string | null;
      assignee: string | null;
      queueId: string;
      queue: string | null;
      state: string;
      channel: string;
    }>(
      `select c.assignee_id as "assigneeId", u.name as assignee, c.queue_id as "queueId", q.name as queue, c.state, c.channel
       from conversations c left join users u on u.id = c.assignee_id left join queues q on q.id = c.queue_id
       where c.id = $1 and c.workspace_id = $2`,
      [id, workspaceId],
    );
    const [row] = rows;
    if (!row) return null;
    return {
      name: row.assignee ? `The conversation of ${row.assignee}` : "The conversation",
      queueName: row.queue ?? row.queueId,
      groupNames: {},
      waits: row.state === "waiting",
      // As the conversations' own rule has it: by person and queue.
      resource: {
        workspaceId,
        ownerId: row.assigneeId,
        queueId: row.queueId,
        holds: [
          ...editorOf(person, row.queueId),
          ...(row.channel === "web" ? (["web.channel"] as const) : []),
        ],
      },
    };
  },
};

const inGroup = (workspaceId: string, { id, name }: Named) => ({
  groupNames: { [id]: name },
  resource: { workspaceId, groupIds: [id] },
});
