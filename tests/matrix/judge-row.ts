import { type Area, areas, isBuilt } from "#shared/permissions/areas.ts";
import { permissions } from "#shared/permissions/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import { disagreements } from "./agree.ts";
import type { Claim } from "./claim.ts";
import { claimOf } from "./claims/index.ts";
import type { MatrixRow } from "./read-matrix.ts";
import { createTrial, type Ledger, type TrialParts } from "./trial.ts";

/** What has become of a row. */
export interface Verdict {
  readonly row: MatrixRow;
  readonly outcome: "enforced" | "waiting" | "failing";
  /** Parts of the product that the row waits for. */
  readonly waitsFor: readonly Area[];
  /** Single facts that were tried on the running server. */
  readonly cells: number;
  readonly problems: readonly string[];
}

/** What trying a row takes, besides the row. */
export type Ground = Omit<TrialParts, "row" | "role">;

/** Parts that a row needs and that are not built. */
export function missingAreas(row: MatrixRow, claim: Claim): Area[] {
  const own = claim.areas ?? [];
  const more = (Array.isArray(own) ? own : ((own as Record<string, Area[]>)[row.roleKey] ?? [])) as Area[];
  const all = [...claim.needs.map(({ permission }): Area => permissions[permission].area), ...more];
  return (Object.keys(areas) as Area[]).filter((area) => all.includes(area) && !isBuilt(area));
}

/**
 * Tries a row. It is enforced when it was tried and nothing was wrong; it waits when a part that it names is not
 * built, and even then what is built of it is tried; without a trial it fails, and so does one that finds nothing.
 */
export async function judgeRow(row: MatrixRow, ground: Ground): Promise<Verdict> {
  const claim = claimOf(row.scheme, row.capability);
  if (!claim) return failing(row, ["no claim: nobody has said how this capability is held"]);
  const waitsFor = missingAreas(row, claim);
  const ledger: Ledger = { cells: 0, problems: [...disagreements(row, claim.needs, ground.book)] };
  if (claim.probe) await tryRow(row, claim, ground, ledger);
  else if (waitsFor.length === 0)
    ledger.problems.push("no probe: every part is built, and nothing tries this row");
  if (claim.probe && ledger.cells === 0) ledger.problems.push("its probe tries nothing");
  const outcome = ledger.problems.length > 0 ? "failing" : waitsFor.length > 0 ? "waiting" : "enforced";
  return { row, outcome, waitsFor, cells: ledger.cells, problems: ledger.problems };
}

const failing = (row: MatrixRow, problems: string[]): Verdict => ({
  row,
  outcome: "failing",
  waitsFor: [],
  cells: 0,
  problems,
});

async function tryRow(row: MatrixRow, { probe }: Claim, ground: Ground, ledger: Ledger): Promise<void> {
  for (const role of rolesOf(row, ground.book)) {
    try {
      await probe?.(createTrial({ ...ground, row, role }, ledger));
    } catch (error) {
      ledger.problems.push(`the trial as ${role} broke: ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** A row about "all" is tried as everybody. */
const rolesOf = ({ roleKey }: MatrixRow, book: RoleBook): string[] =>
  roleKey === "all" ? book.roles.map(({ key }) => key) : [roleKey];
