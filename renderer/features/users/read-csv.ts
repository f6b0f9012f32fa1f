import Papa from "papaparse";

/** A line of the file, ready to be asked about. */
export interface InviteRow {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly language?: string;
  readonly groups?: readonly string[];
}

export type CsvProblem = "empty" | "columns" | "too_many" | "broken";
export type CsvAnswer =
  | { readonly ok: true; readonly rows: readonly InviteRow[] }
  | { readonly ok: false; readonly problem: CsvProblem; readonly line?: number };

const most = 500;
const needed = ["email", "name", "role"] as const;

/** The columns of the template, and one line to show how they are meant. */
export const template =
  "email,name,role,language,groups\r\nana.souza@example.com,Ana Souza,agent,pt-BR,Billing; Evenings\r\n";

/**
 * Reads people from a CSV: a first line with the names of the columns, commas or semicolons between, groups parted by
 * `;` or `|`. Whether the values are right is the server's to say, line by line.
 */
export function readCsv(text: string): CsvAnswer {
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), {
    header: true,
    skipEmptyLines: "greedy",
    delimitersToGuess: [",", ";", "\t"],
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken) return { ok: false, problem: "broken", line: (broken.row ?? 1) + 1 };
  if (data.length === 0) return { ok: false, problem: "empty" };
  if (needed.some((column) => !(column in (data[0] ?? {})))) return { ok: false, problem: "columns" };
  if (data.length > most) return { ok: false, problem: "too_many" };
  return { ok: true, rows: data.map(toRow) };
}

const cell = (row: Record<string, string>, column: string) => (row[column] ?? "").trim();

function toRow(row: Record<string, string>): InviteRow {
  const language = cell(row, "language");
  const groups = cell(row, "groups")
    .split(/[;|]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return {
    email: cell(row, "email").slice(0, 300),
    name: cell(row, "name").slice(0, 300),
    role: cell(row, "role").slice(0, 100),
    ...(language ? { language: language.slice(0, 20) } : {}),
    ...(groups.length > 0 ? { groups: groups.slice(0, 20) } : {}),
  };
}
