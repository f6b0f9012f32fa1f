import type { Work } from "#server/platform/news/index.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import type { Texts } from "#shared/domain/texts.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";

export type Queryable = Pick<Work, "query">;

/** A shortcut as it is stored, and what it is to whoever asks. */
export interface ShortcutRow {
  readonly id: string;
  readonly version: number;
  readonly scope: "personal" | "group" | "workspace";
  readonly ownerId: string | null;
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly code: string;
  readonly title: string;
  readonly texts: Texts;
  readonly files: readonly { readonly id: string; readonly name: string }[];
  readonly tagIds: readonly string[];
  readonly used: number;
  readonly offered: boolean;
}

const columns = `s.id, s.version, s.scope, s.user_id as "ownerId", s.code, s.title, s.texts, s.used,
  case when g.id is null then null else json_build_object('id', g.id, 'name', g.name) end as group,
  coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.type,
      'isImage', f.is_image, 'width', f.width, 'height', f.height) order by array_position(s.file_ids, f.id))
    from files f where f.id = any(s.file_ids) and f.conversation_id = s.workspace_id), '[]') as files,
  array(select t.tag_id from shortcut_tags t where t.shortcut_id = s.id order by t.tag_id) as "tagIds",
  (s.scope = 'workspace' or (s.scope = 'personal' and s.user_id = $2) or (s.scope = 'group' and (
     s.group_id = any($3::uuid[]) or exists (select 1 from group_members m where m.group_id = s.group_id and m.user_id = $2))
  )) as offered`;

const from = "from shortcuts s left join groups g on g.id = s.group_id where s.workspace_id = $1";

const valuesOf = ({ workspaceId, id, ledGroupIds }: Actor) => [workspaceId, id, [...ledGroupIds]];

/** Whether a right for shared shortcuts reaches this one; somebody's own is never another's. */
export const reachesShared = (
  actor: Actor,
  permission: Permission,
  { scope, groupId }: { readonly scope: ShortcutRow["scope"]; readonly groupId: string | null },
): boolean =>
  scope !== "personal" &&
  can(actor, permission, { workspaceId: actor.workspaceId, groupIds: groupId ? [groupId] : [] });

/** One's own, those of one's groups and of everybody; and to look at, those that one's right reaches. */
export const maySeeShortcut = (actor: Actor, row: ShortcutRow): boolean =>
  row.offered || reachesShared(actor, "shortcuts.view", { scope: row.scope, groupId: row.group?.id ?? null });

/** The shortcuts that somebody may use or see, by code. */
export async function listShortcuts(db: Queryable, actor: Actor): Promise<ShortcutRow[]> {
  const { rows } = await db.query<ShortcutRow>(
    `select ${columns} ${from} and (s.scope <> 'personal' or s.user_id = $2) order by s.code, s.scope, s.id`,
    valuesOf(actor),
  );
  return rows.filter((row) => maySeeShortcut(actor, row));
}

/** One of them, or `shortcut.not_found`. */
export async function findShortcut(db: Queryable, actor: Actor, shortcutId: string): Promise<ShortcutRow> {
  const { rows } = await db.query<ShortcutRow>(`select ${columns} ${from} and s.id = $4`, [
    ...valuesOf(actor),
    shortcutId,
  ]);
  const row = rows[0];
  return row && maySeeShortcut(actor, row) ? row : fail("shortcut.not_found", { shortcutId });
}

/** As the contract gives it; brands are given by its output check, through which every answer goes. */
export const toShortcut = (row: ShortcutRow): Shortcut => row as unknown as Shortcut;
