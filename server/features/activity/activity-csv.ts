import Papa from "papaparse";
import type { Activity } from "#shared/contract/house.ts";

const columns = [
  "seq",
  "at",
  "actorName",
  "actorRole",
  "actorId",
  "action",
  "targetKind",
  "targetName",
  "targetId",
  "before",
  "after",
  "ipAddress",
  "userAgent",
] as const satisfies readonly (keyof Activity)[];

/** The log as CSV for a spreadsheet, in which no cell is taken for a formula. */
export function activityCsv(entries: readonly Activity[]): string {
  const data = entries.map((entry) => columns.map((column) => asText(entry[column])));
  return Papa.unparse({ fields: [...columns], data }, { escapeFormulae: true, newline: "\r\n" });
}

const asText = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
