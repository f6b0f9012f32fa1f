import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import * as z from "zod";
import { schemeNames } from "#shared/permissions/schemes/index.ts";

const Row = z.object({
  id: z.string().min(1),
  scheme: z.enum(schemeNames),
  role: z.string().min(1),
  capability: z.string().min(1),
  decision: z.enum(["allow", "deny", "scope", "unstated"]),
  scope_or_note: z.string(),
  basis: z.string(),
});

/** A row of the acceptance matrix. */
export interface MatrixRow extends Omit<z.infer<typeof Row>, "scope_or_note"> {
  /** `all` for a row about every role of its scheme. */
  readonly roleKey: string;
  readonly note: string;
}

/** The acceptance matrix of the three role models, as it came. */
export function readMatrix(file = join(import.meta.dirname, "role-matrix.csv")): MatrixRow[] {
  const { data, errors } = Papa.parse(readFileSync(file, "utf8"), { header: true, skipEmptyLines: true });
  if (errors.length > 0) throw new Error(`${file} is not a table: ${JSON.stringify(errors)}`);
  return data.map((one) => {
    const { scope_or_note: note, ...row } = Row.parse(one);
    return { ...row, note, roleKey: roleKeyOf(row.role) };
  });
}

const roleKeyOf = (name: string): string =>
  name === "(all)" ? "all" : name.toLowerCase().replaceAll(" ", "-");
