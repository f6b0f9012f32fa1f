import { Email, Language } from "#shared/contract/ids.ts";
import { PersonName } from "#shared/contract/users.ts";
import type { FieldProblem } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import { mayInvite } from "./stored-invitation.ts";

/** Whom to invite, as somebody has typed it or a CSV had it. */
export interface Row {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly language?: string | undefined;
  readonly groups?: readonly string[] | undefined;
}

/** A row in order. */
export interface Invitee {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly language: string;
  readonly groupIds: readonly string[];
}

export interface CheckedRow {
  readonly email: string;
  readonly problems: readonly FieldProblem[];
  /** null: something is wrong with it. */
  readonly invitee: Invitee | null;
}

/** What rows are held against. */
export interface Known {
  readonly actor: Actor;
  readonly book: RoleBook;
  /** The groups of which the inviter may know. */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly language: string;
  /** Addresses, in small letters, that have an account, and those with an open invitation. */
  readonly accounts: ReadonlySet<string>;
  readonly invited: ReadonlySet<string>;
}

const alike = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** Finds what is wrong with each row, by field, in words a person can act on. */
export function checkRows(rows: readonly Row[], known: Known): CheckedRow[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const problems: FieldProblem[] = [];
    const add = (field: string, problem: string) => problems.push({ field, problem });
    const email = readEmail(row.email, known, seen, add);
    const name = PersonName.safeParse(row.name);
    if (!name.success) add("name", name.error.issues[0]?.message ?? "is not valid");
    const language = row.language?.trim() ? Language.safeParse(row.language.trim()) : null;
    if (language?.success === false) add("language", "is not one of en, pt-BR, es, it");
    const groupIds = readGroups(row.groups ?? [], known, add);
    const role = readRole(row.role, groupIds, known, add);
    const invitee = {
      email: email ?? "",
      name: name.data ?? "",
      role: role ?? "",
      language: language?.data ?? known.language,
      groupIds,
    };
    return { email: row.email, problems, invitee: problems.length === 0 ? invitee : null };
  });
}

type Add = (field: string, problem: string) => void;

function readEmail(given: string, { accounts, invited }: Known, seen: Set<string>, add: Add): string | null {
  const email = Email.safeParse(given);
  if (!email.success) {
    add("email", email.error.issues[0]?.message ?? "is not an e-mail address");
    return null;
  }
  const address = email.data;
  if (seen.has(address)) add("email", "is in the list twice");
  else if (accounts.has(address)) add("email", "has an account already");
  else if (invited.has(address)) add("email", "is invited already");
  seen.add(address);
  return address;
}

function readGroups(given: readonly string[], { groups }: Known, add: Add): string[] {
  const wanted = given.filter((one) => one.trim() !== "");
  const found = wanted.map((one) => groups.find(({ id, name }) => id === one || alike(name, one)));
  for (const [index, group] of found.entries()) {
    if (!group)
      add("groups", `has no group that you may see called ${JSON.stringify(wanted[index]?.trim())}`);
  }
  return [...new Set(found.flatMap((group) => (group ? [group.id] : [])))];
}

function readRole(
  given: string,
  groupIds: readonly string[],
  { actor, book }: Known,
  add: Add,
): string | null {
  const role = book.roles.find(({ key, name }) => alike(key, given) || alike(name, given));
  if (!role) {
    add("role", "is not a role of this workspace");
    return null;
  }
  if (!mayInvite(actor, book, role.key, groupIds)) add("role", "is not yours to give");
  return role.key;
}
