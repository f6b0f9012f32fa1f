import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { refuseTakenName } from "#server/platform/db/refuse-taken-name.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Tag, TagColor, TagUse } from "#shared/contract/topics.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";

type Queryable = Pick<Work, "query">;

const columns = "id, version, name, color";

/** Every tag of a workspace, by name. */
export async function listTags(db: Queryable, workspaceId: string): Promise<Tag[]> {
  const { rows } = await db.query<Tag>(
    `select ${columns} from tags where workspace_id = $1 order by lower(name)`,
    [workspaceId],
  );
  return rows;
}

const usesSql = `select t.id as "tagId",
  (select count(*)::int from conversation_tags c where c.tag_id = t.id) as conversations,
  (select count(*)::int from shortcut_tags s where s.tag_id = t.id) as shortcuts from tags t`;

/** How much uses each tag. */
export async function tagUses(db: Queryable, actor: Actor): Promise<TagUse[]> {
  const { workspaceId } = actor;
  if (!can(actor, "tags.manage", { workspaceId })) fail("permission.denied", { workspaceId });
  const { rows } = await db.query<TagUse>(`${usesSql} where t.workspace_id = $1`, [workspaceId]);
  return rows;
}

export async function createTag(
  tx: Work,
  { actor, entry }: By,
  { name, color }: { readonly name: string; readonly color: TagColor },
): Promise<Tag> {
  const { workspaceId } = actor;
  if (!can(actor, "tags.manage", { workspaceId })) fail("permission.denied", { workspaceId });
  const id = uuidv7();
  await refuseTakenName(tx, "tags", { id, workspaceId, name });
  await tx.query("insert into tags (id, workspace_id, name, color) values ($1, $2, $3, $4)", [
    id,
    workspaceId,
    name,
    color,
  ]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "tag.created",
    target: { kind: "tag", id, name },
    after: { name, color },
  });
  return findTag(tx, workspaceId, id);
}

export interface TagChanges {
  readonly tagId: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly color?: TagColor | undefined;
}

export async function updateTag(tx: Work, { actor, entry }: By, asked: TagChanges): Promise<Tag> {
  const { tagId: id, version } = asked;
  const { workspaceId } = actor;
  const before = await holdTag(tx, workspaceId, id);
  if (!can(actor, "tags.manage", { workspaceId })) fail("permission.denied", { id });
  if (before.version !== version) fail("record.stale", { id, version });
  const { name = before.name, color = before.color } = asked;
  if (name !== before.name) await refuseTakenName(tx, "tags", { id, workspaceId, name });
  await tx.query("update tags set name = $2, color = $3, version = version + 1 where id = $1", [
    id,
    name,
    color,
  ]);
  const changed = changedParts({ name: before.name, color: before.color }, { name, color });
  if (changed)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "tag.changed",
      target: { kind: "tag", id, name },
      ...changed,
    });
  return findTag(tx, workspaceId, id);
}

/** Deletes a tag and takes it off everything. Who may delete unused ones only is told what uses it. */
export async function removeTag(tx: Work, { actor, entry }: By, id: string): Promise<void> {
  const { workspaceId } = actor;
  const before = await holdTag(tx, workspaceId, id);
  const { rows } = await tx.query<TagUse>(`${usesSql} where t.id = $1`, [id]);
  const { conversations = 0, shortcuts = 0 } = rows[0] ?? {};
  const used = conversations + shortcuts > 0;
  if (!can(actor, "tags.delete", { workspaceId, holds: used ? [] : ["unused"] })) {
    if (!can(actor, "tags.delete", { workspaceId, holds: ["unused"] })) fail("permission.denied", { id });
    fail("tag.in_use", { id }, [
      ...(conversations > 0 ? [{ field: "conversations", problem: String(conversations) }] : []),
      ...(shortcuts > 0 ? [{ field: "shortcuts", problem: String(shortcuts) }] : []),
    ]);
  }
  // Open desks see it go; closed conversations are read anew when somebody looks.
  const { rows: open } = await tx.query<{ id: string }>(
    `update conversations c set version = version + 1 from conversation_tags t
     where t.tag_id = $1 and c.id = t.conversation_id and c.state <> 'closed' returning c.id`,
    [id],
  );
  await tx.query("delete from tags where id = $1", [id]);
  tx.note(...open.map((one) => `c:${one.id}`));
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "tag.deleted",
    target: { kind: "tag", id, name: before.name },
    before: { name: before.name, ...(used ? { conversations, shortcuts } : {}) },
  });
}

async function findTag(db: Queryable, workspaceId: string, id: string): Promise<Tag> {
  const { rows } = await db.query<Tag>(`select ${columns} from tags where id = $1 and workspace_id = $2`, [
    id,
    workspaceId,
  ]);
  return rows[0] ?? fail("tag.not_found", { id });
}

/** Held until the end of the transaction: nothing can be given the tag while it is being deleted. */
async function holdTag(tx: Work, workspaceId: string, id: string): Promise<Tag> {
  await tx.query("select 1 from tags where id = $1 and workspace_id = $2 for update", [id, workspaceId]);
  return findTag(tx, workspaceId, id);
}
