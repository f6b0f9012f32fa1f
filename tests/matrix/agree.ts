import { isDeepStrictEqual } from "node:util";
import type { Grant } from "#shared/permissions/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import type { Need } from "./claim.ts";
import type { MatrixRow } from "./read-matrix.ts";

/** Where the scheme's data says otherwise than the row; empty when they agree. */
export function disagreements(row: MatrixRow, needed: readonly Need[], book: RoleBook): string[] {
  const roles = row.roleKey === "all" ? book.roles.map(({ key }) => key) : [row.roleKey];
  return roles.flatMap((role) => needed.flatMap((one) => disagreement(row, one, role, book) ?? []));
}

function disagreement(row: MatrixRow, one: Need, role: string, book: RoleBook): string | null {
  const named = one.roles[role];
  if (named === undefined && row.decision !== "allow" && row.decision !== "deny")
    return `the claim does not say what "${row.decision}" means of ${one.permission} for ${role}`;
  const wanted = named === undefined ? (row.decision === "allow" ? one.allow : null) : named;
  if (row.decision === "deny" && wanted !== null && row.note === "")
    return `the row denies, the claim grants ${one.permission} to ${role}`;
  if (row.decision === "allow" && wanted === null)
    return `the row allows, the claim denies ${one.permission} to ${role}`;
  const found = book.grantsOf(role)[one.permission] ?? null;
  if (isDeepStrictEqual(plain(found), plain(wanted))) return null;
  return `${one.permission} of ${role} is ${said(found)}, and should be ${said(wanted)}`;
}

const plain = (grant: Grant | null): unknown => JSON.parse(JSON.stringify(grant));
const said = (grant: Grant | null): string => (grant ? JSON.stringify(grant) : "nothing");
