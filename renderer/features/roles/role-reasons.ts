import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { rightsOf } from "#renderer/platform/session/can.ts";
import { useMay, usePreviewReason } from "#renderer/platform/why.tsx";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import { beyond, mayGive } from "#shared/permissions/giving-roles.ts";
import type { KnownRoles } from "./use-roles.ts";

/** Why what can be done with a role cannot be done now; undefined where it can. */
export function useRoleReasons({ book }: KnownRoles, role: RoleWithGrants) {
  const { t } = useTranslation();
  const me = useMe();
  const manage = useMay("roles.manage");
  const preview = useMay("roles.preview");
  const looking = usePreviewReason();
  const asked = { ...rightsOf(me), role: me.role.key };
  const base = book.get(role.basedOn);
  const givable = base !== undefined && mayGive(book, asked, base);
  const known = book.get(role.key);
  const tooWide = role.custom && known !== undefined && beyond(book, me.role.key, known).length > 0;
  const wide = t("rolesPage.tooWide");
  return {
    copy: manage.reason ?? (givable ? undefined : wide),
    edit: manage.reason ?? (givable ? undefined : wide),
    remove:
      manage.reason ??
      (givable ? undefined : wide) ??
      (role.people > 0 ? t("rolesPage.removeInUse", { count: role.people }) : undefined),
    view:
      looking ??
      preview.reason ??
      (role.key === me.role.key ? t("rolesPage.ownRole") : undefined) ??
      (role.rank > me.role.rank || tooWide ? wide : undefined),
  };
}
