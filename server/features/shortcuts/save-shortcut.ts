import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Texts } from "#shared/domain/texts.ts";
import { AppError, fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { findShortcut, reachesShared, type ShortcutRow } from "./shortcut-records.ts";

/** What is written down of a shortcut. */
export interface ShortcutDraft {
  readonly code: string;
  readonly title: string;
  readonly texts: Texts;
  readonly fileIds: readonly string[];
  readonly tagIds: readonly string[];
}

/** Whose a new one is. */
export type Whose =
  | { readonly scope: "personal" }
  | { readonly scope: "group"; readonly groupId: string }
  | { readonly scope: "workspace" };

const most = { personal: 300, shared: 1_000 };

const invalid = (field: string, problem: string): never => {
  throw new AppError("request.invalid", { field }, { fields: [{ field, problem }] });
};

/** Texts without those that say nothing. */
const said = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim()));

/** Two that save at once wait for each other, so that a code is taken once and the limit holds. */
const holdAll = (tx: Work, workspaceId: string) =>
  tx.query("select pg_advisory_xact_lock(hashtextextended('shortcuts ' || $1, 0))", [workspaceId]);

const ownerOf = (actor: Actor, whose: Whose) => ({
  userId: whose.scope === "personal" ? actor.id : null,
  groupId: whose.scope === "group" ? whose.groupId : null,
});

export async function createShortcut(
  tx: Work,
  { actor, entry }: By,
  whose: Whose,
  draft: ShortcutDraft,
): Promise<ShortcutRow> {
  const { workspaceId } = actor;
  const { userId, groupId } = ownerOf(actor, whose);
  if (whose.scope === "personal") mustOwn(actor);
  else await mustManage(tx, actor, whose.scope, groupId);
  await holdAll(tx, workspaceId);
  await refuseMore(tx, actor, whose.scope === "personal");
  const id = uuidv7();
  await checkDraft(tx, actor, { id, scope: whose.scope, userId, groupId, had: [] }, draft);
  await tx.query(
    `insert into shortcuts (id, workspace_id, scope, user_id, group_id, code, title, texts, file_ids)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      workspaceId,
      whose.scope,
      userId,
      groupId,
      draft.code,
      draft.title,
      JSON.stringify(said(draft.texts)),
      draft.fileIds,
    ],
  );
  await writeTags(tx, id, draft.tagIds);
  const made = await findShortcut(tx, actor, id);
  if (whose.scope !== "personal")
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "shortcut.created",
      target: { kind: "shortcut", id, name: `/${made.code}` },
      after: partsOf(made),
    });
  return made;
}

/** Changes a shortcut. Answers it, and the files that it has no more. */
export async function updateShortcut(
  tx: Work,
  by: By,
  {
    shortcutId,
    version,
    ...draft
  }: ShortcutDraft & { readonly shortcutId: string; readonly version: number },
  own: boolean,
): Promise<{ shortcut: ShortcutRow; dropped: string[] }> {
  const { actor, entry } = by;
  await holdAll(tx, actor.workspaceId);
  const before = await holdShortcut(tx, actor, shortcutId, own);
  if (before.version !== version) fail("record.stale", { shortcutId, version });
  const had = before.files.map(({ id }) => id);
  const { scope, ownerId: userId, group } = before;
  await checkDraft(tx, actor, { id: shortcutId, scope, userId, groupId: group?.id ?? null, had }, draft);
  await tx.query(
    `update shortcuts set code = $2, title = $3, texts = $4, file_ids = $5, version = version + 1 where id = $1`,
    [shortcutId, draft.code, draft.title, JSON.stringify(said(draft.texts)), draft.fileIds],
  );
  await writeTags(tx, shortcutId, draft.tagIds);
  const shortcut = await findShortcut(tx, actor, shortcutId);
  const changes = own ? null : changedParts(partsOf(before), partsOf(shortcut));
  if (changes)
    await recordActivity(tx, {
      workspaceId: actor.workspaceId,
      actor: entry,
      action: "shortcut.changed",
      target: { kind: "shortcut", id: shortcutId, name: `/${shortcut.code}` },
      ...changes,
    });
  return { shortcut, dropped: had.filter((id) => !draft.fileIds.includes(id)) };
}

/** Deletes a shortcut. Answers the files that it had. */
export async function removeShortcut(tx: Work, by: By, shortcutId: string, own: boolean): Promise<string[]> {
  const { actor, entry } = by;
  const before = await holdShortcut(tx, actor, shortcutId, own);
  await tx.query("delete from shortcuts where id = $1", [shortcutId]);
  if (!own)
    await recordActivity(tx, {
      workspaceId: actor.workspaceId,
      actor: entry,
      action: "shortcut.deleted",
      target: { kind: "shortcut", id: shortcutId, name: `/${before.code}` },
      before: partsOf(before),
    });
  return before.files.map(({ id }) => id);
}

/** What the activity log tells of a shortcut. */
const partsOf = ({ code, title, texts, files, group, scope }: ShortcutRow) => ({
  code,
  title,
  texts,
  files: files.map(({ name }) => name),
  scope,
  groups: group ? [group.name] : [],
});

/** One's own for whoever may have some, and see shortcuts at all. */
function mustOwn(actor: Actor): void {
  const owned = { workspaceId: actor.workspaceId, ownerId: actor.id };
  if (!can(actor, "shortcuts.view") || !can(actor, "shortcuts.own", owned))
    fail("permission.denied", { permission: "shortcuts.own" });
}

async function mustManage(
  tx: Work,
  actor: Actor,
  scope: "group" | "workspace",
  groupId: string | null,
): Promise<void> {
  const reaches = reachesShared(actor, "shortcuts.manage", { scope, groupId });
  if (!groupId) return reaches ? undefined : fail("permission.denied", { permission: "shortcuts.manage" });
  const { rowCount } = await tx.query(
    "select 1 from groups where id = $1 and workspace_id = $2 for key share",
    [groupId, actor.workspaceId],
  );
  if (!rowCount || !reaches) fail("group.not_found", { groupId });
}

async function refuseMore(tx: Work, actor: Actor, own: boolean): Promise<void> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from shortcuts where workspace_id = $1
       and case when $3 then user_id = $2 else scope <> 'personal' end`,
    [actor.workspaceId, actor.id, own],
  );
  if ((rows[0]?.count ?? 0) >= (own ? most.personal : most.shared)) fail("shortcut.too_many");
}

/** Held until the end of the transaction. What one sees and may not change is refused as such. */
async function holdShortcut(tx: Work, actor: Actor, shortcutId: string, own: boolean): Promise<ShortcutRow> {
  await tx.query("select 1 from shortcuts where id = $1 and workspace_id = $2 for update", [
    shortcutId,
    actor.workspaceId,
  ]);
  const row = await findShortcut(tx, actor, shortcutId);
  if (own) {
    if (row.ownerId !== actor.id) fail("shortcut.not_found", { shortcutId });
    mustOwn(actor);
  } else if (row.scope === "personal") fail("shortcut.not_found", { shortcutId });
  else if (!reachesShared(actor, "shortcuts.manage", { scope: row.scope, groupId: row.group?.id ?? null }))
    fail("permission.denied", { permission: "shortcuts.manage" });
  return row;
}

interface Owner {
  readonly id: string;
  readonly scope: ShortcutRow["scope"];
  readonly userId: string | null;
  readonly groupId: string | null;
  /** Files that it has already. */
  readonly had: readonly string[];
}

async function checkDraft(tx: Work, actor: Actor, owner: Owner, draft: ShortcutDraft): Promise<void> {
  if (Object.keys(said(draft.texts)).length === 0 && draft.fileIds.length === 0)
    invalid("texts", "has no text in any language, and no file");
  const taken = await tx.query(
    `select 1 from shortcuts where workspace_id = $1 and id <> $2 and scope = $3 and code = $4
       and user_id is not distinct from $5 and group_id is not distinct from $6::uuid`,
    [actor.workspaceId, owner.id, owner.scope, draft.code, owner.userId, owner.groupId],
  );
  if (taken.rowCount) fail("name.taken", { code: draft.code }, [{ field: "code", problem: "is taken" }]);
  await checkTags(tx, actor, draft.tagIds);
  await checkFiles(tx, actor, owner.had, draft.fileIds);
}

async function checkTags(tx: Work, { workspaceId }: Actor, tagIds: readonly string[]): Promise<void> {
  if (tagIds.length === 0) return;
  const { rows } = await tx.query<{ id: string }>(
    "select id from tags where workspace_id = $1 and id = any($2::uuid[])",
    [workspaceId, tagIds],
  );
  if (new Set(tagIds).size !== rows.length) fail("tag.not_found", { tagIds });
}

/** Files that it had already, and those that one has uploaded oneself and that no other shortcut has. */
async function checkFiles(
  tx: Work,
  { workspaceId, id }: Actor,
  had: readonly string[],
  fileIds: readonly string[],
): Promise<void> {
  const fresh = fileIds.filter((one) => !had.includes(one));
  if (new Set(fileIds).size !== fileIds.length) invalid("fileIds", "names a file twice");
  if (fresh.length === 0) return;
  const { rows } = await tx.query<{ id: string }>(
    `select f.id from files f where f.id = any($1::uuid[]) and f.workspace_id = $2 and f.conversation_id = $2
       and f.uploader_kind = 'user' and f.uploader_id = $3
       and not exists (select 1 from shortcuts s where s.workspace_id = $2 and f.id = any(s.file_ids))`,
    [fresh, workspaceId, id],
  );
  if (rows.length !== fresh.length) fail("file.not_found", { fileIds: fresh });
}

async function writeTags(tx: Work, shortcutId: string, tagIds: readonly string[]): Promise<void> {
  await tx.query("delete from shortcut_tags where shortcut_id = $1 and tag_id <> all($2::uuid[])", [
    shortcutId,
    tagIds,
  ]);
  await tx.query(
    "insert into shortcut_tags (shortcut_id, tag_id) select $1, unnest($2::uuid[]) on conflict do nothing",
    [shortcutId, tagIds],
  );
}
