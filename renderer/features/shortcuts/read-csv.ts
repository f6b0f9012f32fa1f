import Papa from "papaparse";
import { languages } from "#shared/domain/languages.ts";

/** A line of the file, ready to be asked about. */
export interface ShortcutRow {
  readonly code: string;
  readonly title: string;
  readonly group: string;
  readonly texts: Readonly<Record<string, string>>;
}

export type CsvAnswer =
  | { readonly ok: true; readonly rows: readonly ShortcutRow[] }
  | { readonly ok: false; readonly problem: "importNothing" | "importColumns" };

/** Columns that a file of ours has and that say nothing to be read in. */
const ours = new Set(["code", "title", "group", "used"]);
const most = 500;
const byName = new Map(languages.map((one) => [one.toLowerCase(), one]));

/** The apostrophe with which we keep spreadsheets from taking a text for a formula. */
const unescaped = (text: string) => text.replace(/^'(?=[=+\-@\t\r])/, "");

/** Reads shortcuts from a CSV with a first line of names. Whether the values are right is the server's to say. */
export function readCsv(text: string): CsvAnswer {
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), {
    header: true,
    skipEmptyLines: "greedy",
    delimitersToGuess: [",", ";", "\t"],
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const first = data[0];
  if (!first) return { ok: false, problem: "importNothing" };
  if (!("code" in first) || !("title" in first)) return { ok: false, problem: "importColumns" };
  return { ok: true, rows: data.slice(0, most).map(toRow) };
}

function toRow({ __parsed_extra: _, ...row }: Record<string, unknown>): ShortcutRow {
  const cell = (name: string) => unescaped(String(row[name] ?? ""));
  const texts = Object.keys(row)
    .filter((name) => !ours.has(name) && cell(name).trim() !== "")
    .map((name) => [byName.get(name) ?? name.slice(0, 20), cell(name).slice(0, 20_000)] as const);
  return {
    code: cell("code").trim().slice(0, 200),
    title: cell("title").trim().slice(0, 400),
    group: cell("group").trim().slice(0, 200),
    texts: Object.fromEntries(texts),
  };
}
