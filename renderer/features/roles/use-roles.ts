import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import type { Grants } from "#shared/permissions/catalogue.ts";
import { createRoleBook, type RoleBook } from "#shared/permissions/role-book.ts";

/** The workspace's roles, as the server and as the rules have them. */
export interface KnownRoles {
  readonly roles: readonly RoleWithGrants[];
  readonly book: RoleBook;
}

/** Every role with its grants. */
export function useRoles() {
  const { api } = useDesk();
  const query = useQuery(api.roles.list.queryOptions());
  const roles = query.data?.roles as readonly RoleWithGrants[] | undefined;
  const known: KnownRoles | undefined = query.data &&
    roles && {
      roles,
      book: createRoleBook(
        query.data.scheme,
        roles.filter(({ custom }) => custom).map((role) => ({ ...role, grants: role.grants as Grants })),
      ),
    };
  return { known, error: query.error, retry: () => void query.refetch() };
}

/** A role's name by its key, custom ones included. */
export function useRoleName(book: RoleBook): (key: string) => string {
  const { t } = useTranslation();
  return (key) => roleLabel(t, { key, name: book.get(key)?.name ?? key });
}
