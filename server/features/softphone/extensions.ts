import type { By } from "#server/platform/activity/by.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { ExtensionOwner } from "#shared/contract/softphone.ts";
import { freeExtensions, isReserved } from "#shared/domain/extensions/extensions.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { isCallableSql } from "../calls/index.ts";

type Queryable = Pick<Work, "query">;
type Kind = ExtensionOwner["kind"];

const ownersSql = `
  select kind, id, name, extension from (
    select 0 as rank, 'user' as kind, u.id, u.name, e.number as extension
      from users u left join extensions e on e.user_id = u.id where u.workspace_id = $1 and ${isCallableSql("u")}
    union all select 1, 'group', g.id::text, g.name, e.number
      from groups g left join extensions e on e.group_id = g.id where g.workspace_id = $1
    union all select 2, 'queue', q.id::text, q.name, e.number
      from queues q left join extensions e on e.queue_id = q.id where q.workspace_id = $1 and q.archived_at is null
  ) o`;

/** Extensions belong to nobody: a limited scope reaches none of them. */
function check(actor: Actor): void {
  const { workspaceId } = actor;
  if (!can(actor, "call.extensions", { workspaceId })) fail("permission.denied", { workspaceId });
}

/** Everybody and everything that can have an extension: people, groups, queues, by name. */
export async function listExtensions(db: Queryable, actor: Actor): Promise<ExtensionOwner[]> {
  check(actor);
  const { rows } = await db.query<ExtensionOwner>(`${ownersSql} order by o.rank, o.name, o.id`, [
    actor.workspaceId,
  ]);
  return rows;
}

const insertSql: Readonly<Record<Kind, string>> = {
  user: "insert into extensions (workspace_id, number, user_id) values ($1, $2, $3)",
  group: "insert into extensions (workspace_id, number, group_id) values ($1, $2, $3)",
  queue: "insert into extensions (workspace_id, number, queue_id) values ($1, $2, $3)",
};
const removeSql: Readonly<Record<Kind, string>> = {
  user: "delete from extensions where workspace_id = $1 and user_id = $2",
  group: "delete from extensions where workspace_id = $1 and group_id::text = $2",
  queue: "delete from extensions where workspace_id = $1 and queue_id::text = $2",
};

/** Of two who give numbers at once one waits for the other. */
const hold = (tx: Work, workspaceId: string) =>
  tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);

async function takenIn(tx: Work, workspaceId: string): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ number: string }>(
    "select number from extensions where workspace_id = $1",
    [workspaceId],
  );
  return new Set(rows.map(({ number }) => number));
}

/** Gives the next free numbers to all of these kinds who have none. Nothing is given when there are too few. */
export async function generateExtensions(
  tx: Work,
  { actor, entry }: By,
  { kinds, digits }: { readonly kinds: readonly Kind[]; readonly digits: number },
): Promise<{ given: number }> {
  const { workspaceId } = actor;
  await hold(tx, workspaceId);
  const without = (await listExtensions(tx, actor)).filter(
    (one) => one.extension === null && kinds.includes(one.kind),
  );
  const numbers = freeExtensions(await takenIn(tx, workspaceId), digits, without.length);
  if (numbers.length < without.length) fail("extension.no_room", { digits, wanted: without.length });
  for (const [at, one] of without.entries())
    await tx.query(insertSql[one.kind], [workspaceId, numbers[at], one.id]);
  if (without.length > 0)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "extension.generated",
      target: { kind: "extension", id: null, name: "" },
      after: Object.fromEntries(without.map(({ name }, at) => [numbers[at], name])),
    });
  return { given: without.length };
}

const notThere = { user: "agent.not_found", group: "group.not_found", queue: "queue.not_found" } as const;

/** Gives one an extension, changes it, or takes it away. */
export async function setExtension(
  tx: Work,
  { actor, entry }: By,
  { of, extension }: { readonly of: Pick<ExtensionOwner, "kind" | "id">; readonly extension: string | null },
): Promise<ExtensionOwner> {
  const { workspaceId } = actor;
  await hold(tx, workspaceId);
  const all = await listExtensions(tx, actor);
  const owner = all.find(({ kind, id }) => kind === of.kind && id === of.id) ?? fail(notThere[of.kind], of);
  if (extension === owner.extension) return owner;
  if (extension !== null) {
    if (isReserved(extension)) fail("extension.reserved", { extension });
    if ((await takenIn(tx, workspaceId)).has(extension)) {
      const other = all.find((one) => one.extension === extension)?.name ?? "";
      fail("extension.taken", { extension }, [{ field: "extension", problem: other }]);
    }
  }
  await tx.query(removeSql[of.kind], [workspaceId, of.id]);
  if (extension !== null) await tx.query(insertSql[of.kind], [workspaceId, extension, of.id]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "extension.changed",
    target: { kind: "extension", id: of.id, name: owner.name },
    before: { extension: owner.extension },
    after: { extension },
  });
  return { ...owner, extension };
}
