import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { refuseTakenName } from "#server/platform/db/refuse-taken-name.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Disposition } from "#shared/contract/topics.ts";
import { dispositionKey } from "#shared/domain/dispositions.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";

type Queryable = Pick<Work, "query">;

const columns = "id, version, key, name, position, archived_at is not null as archived";

/** Every disposition of a workspace in its order, archived ones at the end. */
export async function listDispositions(db: Queryable, workspaceId: string): Promise<Disposition[]> {
  const { rows } = await db.query<Disposition>(
    `select ${columns} from dispositions where workspace_id = $1
     order by archived_at is not null, position, name`,
    [workspaceId],
  );
  return rows;
}

/** Adds one behind the others. Its key is made of its name, and stays whatever it is called later. */
export async function createDisposition(tx: Work, { actor, entry }: By, name: string): Promise<Disposition> {
  const { workspaceId } = actor;
  refuseUnlessManaging(actor);
  const all = await holdDispositions(tx, workspaceId);
  const id = uuidv7();
  await refuseTakenName(tx, "dispositions", { id, workspaceId, name });
  const key = dispositionKey(
    name,
    all.map((one) => one.key),
  );
  const position = Math.max(-1, ...all.map((one) => one.position)) + 1;
  await tx.query(
    "insert into dispositions (id, workspace_id, key, name, position) values ($1, $2, $3, $4, $5)",
    [id, workspaceId, key, name, position],
  );
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "disposition.created",
    target: { kind: "disposition", id, name },
    after: { name },
  });
  return find(tx, workspaceId, id);
}

export interface DispositionChanges {
  readonly dispositionId: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly archived?: boolean | undefined;
}

/** Renames one, archives it or brings it back. It is never deleted: what is past is named by it. */
export async function updateDisposition(
  tx: Work,
  { actor, entry }: By,
  asked: DispositionChanges,
): Promise<Disposition> {
  const { dispositionId: id, version } = asked;
  const { workspaceId } = actor;
  refuseUnlessManaging(actor);
  const all = await holdDispositions(tx, workspaceId);
  const before = all.find((one) => one.id === id) ?? fail("disposition.not_found", { id });
  if (before.version !== version) fail("record.stale", { id, version });
  const { name = before.name, archived = before.archived } = asked;
  if (name !== before.name) await refuseTakenName(tx, "dispositions", { id, workspaceId, name });
  if (archived && !all.some((one) => one.id !== id && !one.archived)) fail("disposition.last", { id });
  await tx.query(
    `update dispositions set name = $2, version = version + 1,
       archived_at = case when not $3::boolean then null else coalesce(archived_at, now()) end where id = $1`,
    [id, name, archived],
  );
  const changed = changedParts({ name: before.name, archived: before.archived }, { name, archived });
  if (changed)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: actionOf(before.archived, archived),
      target: { kind: "disposition", id, name },
      ...changed,
    });
  return find(tx, workspaceId, id);
}

const actionOf = (before: boolean, after: boolean): string => {
  if (before === after) return "disposition.changed";
  return after ? "disposition.archived" : "disposition.restored";
};

/** Puts those that are named into this order; the others follow in the order they had. */
export async function sortDispositions(
  tx: Work,
  { actor, entry }: By,
  ids: readonly string[],
): Promise<Disposition[]> {
  const { workspaceId } = actor;
  refuseUnlessManaging(actor);
  const all = await holdDispositions(tx, workspaceId);
  const named = [...new Set(ids)].map(
    (id) => all.find((one) => one.id === id) ?? fail("disposition.not_found", { id }),
  );
  const sorted = [...named, ...all.filter((one) => !named.includes(one))];
  await tx.query(
    `update dispositions d set position = o.place - 1
     from unnest($1::uuid[]) with ordinality as o (id, place) where d.id = o.id`,
    [sorted.map(({ id }) => id)],
  );
  const order = (some: readonly Disposition[]) => ({ order: some.map(({ name }) => name).join(", ") });
  const changed = changedParts(order(all), order(sorted));
  if (changed)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "disposition.sorted",
      target: { kind: "disposition", id: null, name: named[0]?.name ?? "" },
      ...changed,
    });
  return listDispositions(tx, workspaceId);
}

function refuseUnlessManaging(actor: Actor): void {
  const { workspaceId } = actor;
  if (!can(actor, "queues.manage", { workspaceId })) fail("permission.denied", { workspaceId });
}

/** Held until the end of the transaction: of two that archive at once, the second sees what the first has left. */
async function holdDispositions(tx: Work, workspaceId: string): Promise<Disposition[]> {
  await tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);
  return listDispositions(tx, workspaceId);
}

async function find(db: Queryable, workspaceId: string, id: string): Promise<Disposition> {
  const { rows } = await db.query<Disposition>(
    `select ${columns} from dispositions where id = $1 and workspace_id = $2`,
    [id, workspaceId],
  );
  return rows[0] ?? fail("disposition.not_found", { id });
}
