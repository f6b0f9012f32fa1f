import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import { type CustomStatus, maxCustomStatuses } from "#shared/contract/statuses.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can, fieldsOpen } from "#shared/permissions/can.ts";
import { changeStatus } from "./change-status.ts";

type Queryable = Pick<Work, "query">;
type Facts = Pick<CustomStatus, "name" | "color" | "limitMinutes" | "needsReason">;

const columns = `id, version, name, color, limit_minutes as "limitMinutes", needs_reason as "needsReason",
  archived_at is not null as archived`;

/** The custom statuses of a workspace in their order; `all`: those out of use too, at the end. */
export async function listStatuses(
  db: Queryable,
  workspaceId: string,
  which: "all" | "in use",
): Promise<CustomStatus[]> {
  const { rows } = await db.query<CustomStatus>(
    `select ${columns} from custom_statuses where workspace_id = $1 ${which === "all" ? "" : "and archived_at is null"}
     order by archived_at is not null, position, created_at, id`,
    [workspaceId],
  );
  return rows;
}

/** Throws unless the actor's general settings include the statuses. */
export function mayArrange(actor: Actor): void {
  const { workspaceId } = actor;
  if (!can(actor, "settings.general", { workspaceId })) fail("permission.denied", { workspaceId });
  if (fieldsOpen(actor, "settings.general", ["statuses"]).length === 0)
    fail("permission.field", { workspaceId }, [{ field: "statuses", problem: "is not open to your role" }]);
}

/** Changes of one workspace's list come one after the other: its order and its number are of the whole list. */
const holdList = (tx: Work, workspaceId: string) =>
  tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);

async function find(db: Queryable, workspaceId: string, id: string): Promise<CustomStatus> {
  const { rows } = await db.query<CustomStatus>(
    `select ${columns} from custom_statuses where id = $1 and workspace_id = $2`,
    [id, workspaceId],
  );
  return rows[0] ?? fail("status.not_found", { id });
}

type SavedStatus = Facts & {
  readonly change?: { readonly id: string; readonly version: number } | undefined;
};

/** Makes a status, or changes one in use. Whoever has it has it as it is now. */
export async function saveStatus(
  tx: Work,
  { actor, entry }: By,
  { change, ...facts }: SavedStatus,
): Promise<CustomStatus> {
  mayArrange(actor);
  const { workspaceId } = actor;
  await holdList(tx, workspaceId);
  const id = change?.id ?? uuidv7();
  const before = change && (await find(tx, workspaceId, id));
  if (before?.archived) fail("status.not_found", { id });
  if (before && before.version !== change?.version) fail("record.stale", { id });
  const others = (await listStatuses(tx, workspaceId, "in use")).filter((one) => one.id !== id);
  if (!before && others.length >= maxCustomStatuses) fail("status.too_many", { workspaceId });
  if (others.some(({ name }) => name.toLowerCase() === facts.name.toLowerCase()))
    fail("name.taken", { name: facts.name }, [{ field: "name", problem: "is taken" }]);

  const changed = changedParts(before ? factsOf(before) : {}, { ...facts });
  if (before && !changed) return before;
  await tx.query(
    `insert into custom_statuses as s (id, workspace_id, name, color, limit_minutes, needs_reason, position)
     values ($1, $2, $3, $4, $5, $6, (select coalesce(max(position), -1) + 1 from custom_statuses where workspace_id = $2))
     on conflict (id) do update set name = $3, color = $4, limit_minutes = $5, needs_reason = $6, version = s.version + 1`,
    [id, workspaceId, facts.name, facts.color, facts.limitMinutes, facts.needsReason],
  );
  await tellWearers(tx, workspaceId, id);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: before ? "status.changed" : "status.created",
    target: { kind: "status", id, name: facts.name },
    ...(before ? changed : { after: facts }),
  });
  return find(tx, workspaceId, id);
}

const factsOf = ({ name, color, limitMinutes, needsReason }: Facts): Facts => ({
  name,
  color,
  limitMinutes,
  needsReason,
});

/** Those who have it now, are about to have it, or had it when their connection was lost. */
const concernedSql = `workspace_id = $1 and (custom_status_id = $2::uuid or next->>'customStatusId' = $2::text
  or before->>'customStatusId' = $2::text)`;

async function tellWearers(tx: Work, workspaceId: string, id: string): Promise<void> {
  const { rows } = await tx.query<{ userId: string }>(
    `update agent_status set version = version + 1 where ${concernedSql} returning user_id as "userId"`,
    [workspaceId, id],
  );
  for (const { userId } of rows) tx.note(`s:${userId}`);
}

/** Takes a status out of use. Those who have it are Online and told why; the log keeps its name. */
export async function archiveStatus(tx: Work, { actor, entry }: By, id: string): Promise<CustomStatus> {
  mayArrange(actor);
  const { workspaceId } = actor;
  await holdList(tx, workspaceId);
  const before = await find(tx, workspaceId, id);
  if (before.archived) return before;
  await tx.query("update custom_statuses set archived_at = now(), version = version + 1 where id = $1", [id]);
  const { rows } = await tx.query<{ userId: string }>(
    `select user_id as "userId" from agent_status where ${concernedSql} order by user_id for update`,
    [workspaceId, id],
  );
  for (const { userId } of rows)
    await changeStatus(tx, { id: userId, workspaceId }, { type: "statusRemoved", customStatusId: id });
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "status.archived",
    target: { kind: "status", id, name: before.name },
  });
  return find(tx, workspaceId, id);
}

/** Puts the statuses in use in order: all of them, each once. */
export async function reorderStatuses(
  tx: Work,
  { actor, entry }: By,
  statusIds: readonly string[],
): Promise<CustomStatus[]> {
  mayArrange(actor);
  const { workspaceId } = actor;
  await holdList(tx, workspaceId);
  const before = await listStatuses(tx, workspaceId, "in use");
  const wanted = new Set(statusIds);
  const isSame = wanted.size === statusIds.length && before.length === wanted.size;
  if (!isSame || !before.every(({ id }) => wanted.has(id))) fail("record.stale", { workspaceId });
  await tx.query(
    `update custom_statuses s set position = o.position - 1 from unnest($2::uuid[]) with ordinality as o (id, position)
     where s.id = o.id and s.workspace_id = $1`,
    [workspaceId, statusIds],
  );
  const after = await listStatuses(tx, workspaceId, "all");
  const names = (list: readonly CustomStatus[]) =>
    list.filter((one) => !one.archived).map(({ name }) => name);
  if (`${names(before)}` !== `${names(after)}`)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "status.reordered",
      target: { kind: "workspace", id: workspaceId, name: "" },
      before: { order: names(before) },
      after: { order: names(after) },
    });
  return after;
}
