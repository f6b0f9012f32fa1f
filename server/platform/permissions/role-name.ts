import type { RoleBook } from "#shared/permissions/role-book.ts";

/** A role as lists and choices show it; one that is not in the book is shown by its key. */
export function roleName(book: RoleBook, key: string) {
  const { basedOn, rank } = book.refOf(key);
  const known = book.get(key);
  return { key, name: known?.name ?? key, basedOn, rank, custom: known?.custom ?? false };
}
