import Papa from "papaparse";
import type { By } from "#server/platform/activity/by.ts";
import type { Work } from "#server/platform/news/index.ts";
import { ShortcutCode } from "#shared/contract/shortcuts.ts";
import { maxMessageLength, personText } from "#shared/contract/text.ts";
import { type Language, languages } from "#shared/domain/languages.ts";
import type { Texts } from "#shared/domain/texts.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { createShortcut, updateShortcut } from "./save-shortcut.ts";
import { listShortcuts, type Queryable, reachesShared, type ShortcutRow } from "./shortcut-records.ts";

/** The shared shortcuts that one sees, a column for each language. What a spreadsheet would take for a formula begins with an apostrophe. */
export async function exportShortcuts(db: Queryable, actor: Actor) {
  const rows = (await listShortcuts(db, actor)).filter(({ scope }) => scope !== "personal");
  const csv = Papa.unparse(
    {
      fields: ["code", "title", "group", ...languages, "used"],
      data: rows.map(({ code, title, group, texts, used }) => ({
        code,
        title,
        group: group?.name ?? "",
        ...texts,
        used,
      })),
    },
    { escapeFormulae: true },
  );
  return { fileName: `shortcuts-${new Date().toISOString().slice(0, 10)}.csv`, csv: `${csv}\r\n` };
}

export interface ImportRow {
  readonly code: string;
  readonly title: string;
  readonly group: string;
  readonly texts: Readonly<Record<string, string>>;
}

type Problem = "code" | "title" | "texts" | "language" | "group" | "twice";
export interface ImportAnswer {
  readonly code: string;
  readonly does: "create" | "update" | "nothing" | "refused";
  readonly problem: Problem | null;
}

interface Planned {
  readonly answer: ImportAnswer;
  readonly known?: ShortcutRow;
  readonly groupId?: string | null;
  readonly title?: string;
  readonly texts?: Texts;
}

/** Makes what is new and overwrites what has the same code for the same people; lines with faults are left out. */
export async function importShortcuts(
  tx: Work,
  by: By,
  rows: readonly ImportRow[],
  preview: boolean,
): Promise<{ rows: ImportAnswer[] }> {
  const plans = await planRows(tx, by.actor, rows);
  if (!preview) for (const plan of plans) await carryOut(tx, by, plan);
  return { rows: plans.map(({ answer }) => answer) };
}

async function planRows(tx: Work, actor: Actor, rows: readonly ImportRow[]): Promise<Planned[]> {
  const groups = await tx.query<{ id: string; name: string }>(
    "select id, name from groups where workspace_id = $1",
    [actor.workspaceId],
  );
  const idOf = new Map(groups.rows.map(({ id, name }) => [name.toLowerCase(), id]));
  const known = await listShortcuts(tx, actor);
  const seen = new Set<string>();
  return rows.map((row) => {
    const code = ShortcutCode.safeParse(row.code.replace(/^\//, ""));
    const refused = (problem: Problem): Planned => ({
      answer: { code: row.code.slice(0, 60), does: "refused", problem },
    });
    if (!code.success) return refused("code");
    const group = row.group.trim().toLowerCase();
    const groupId = group === "" ? null : idOf.get(group);
    const scope = group === "" ? "workspace" : "group";
    if (groupId === undefined || !reachesShared(actor, "shortcuts.manage", { scope, groupId }))
      return refused("group");
    const key = `${code.data} ${groupId}`;
    if (seen.has(key)) return refused("twice");
    seen.add(key);
    return planRow(row, code.data, groupId, known, refused);
  });
}

function planRow(
  row: ImportRow,
  code: string,
  groupId: string | null,
  known: readonly ShortcutRow[],
  refused: (problem: Problem) => Planned,
): Planned {
  const title = row.title.trim();
  if (title === "" || title.length > 120 || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(title)) return refused("title");
  const filled = Object.entries(row.texts).filter(([, text]) => text.trim() !== "");
  if (filled.some(([language]) => !languages.includes(language as Language))) return refused("language");
  const fits = personText(maxMessageLength);
  if (filled.length === 0 || filled.some(([, text]) => !fits.safeParse(text).success))
    return refused("texts");
  const texts: Texts = Object.fromEntries(filled);
  const now = known.find(
    (one) => one.scope !== "personal" && one.code === code && (one.group?.id ?? null) === groupId,
  );
  const same =
    now?.title === title && languages.every((one) => (now.texts[one] ?? "") === (texts[one] ?? ""));
  const does = now ? (same ? "nothing" : "update") : "create";
  return { answer: { code, does, problem: null }, groupId, title, texts, ...(now && { known: now }) };
}

async function carryOut(tx: Work, by: By, { answer, known, groupId, title, texts }: Planned): Promise<void> {
  if (!title || !texts) return;
  const draft = { code: answer.code, title, texts };
  if (answer.does === "create") {
    const whose = groupId ? { scope: "group" as const, groupId } : { scope: "workspace" as const };
    await createShortcut(tx, by, whose, { ...draft, fileIds: [], tagIds: [] });
  } else if (answer.does === "update" && known) {
    const { id: shortcutId, version, files, tagIds } = known;
    const kept = { fileIds: files.map(({ id }) => id), tagIds };
    await updateShortcut(tx, by, { ...draft, ...kept, shortcutId, version }, false);
  }
}
