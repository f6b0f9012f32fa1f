import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import type { Grants } from "#shared/permissions/catalogue.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import { roleDifference } from "./role-difference.ts";
import classes from "./users.module.css";

/** What another role opens and closes to somebody, before it is given. */
export function RoleChanges({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const [before, after] = [useGrantsOf(from), useGrantsOf(to)];
  if (!before || !after) return null;
  const steps = roleDifference(before, after);
  if (steps.length === 0) return <p className="quiet small">{t("users.roleSame")}</p>;
  return (
    // Scrolled by keyboard too, so it can be focused.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable
    <ul className={classes.roleChanges} aria-label={t("users.roleDifference")} tabIndex={0}>
      {steps.map(({ permission, kind }) => (
        <li key={permission} data-kind={kind}>
          <b>{t(`rolesPage.${kind}`)}</b>
          <span>{permissionSays(permission)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Those of a role of the scheme; of one made here, if one may see the roles. */
function useGrantsOf(key: string): Grants | undefined {
  const { api } = useDesk();
  const { scheme } = useMe().workspace;
  const builtIn = createRoleBook(scheme).get(key);
  const seesRoles = useCan("roles.view");
  const list = useQuery({ ...api.roles.list.queryOptions(), enabled: seesRoles && !builtIn && key !== "" });
  if (builtIn) return builtIn.grants;
  const made = (list.data?.roles as RoleWithGrants[] | undefined)?.find((role) => role.key === key);
  return made?.grants as Grants | undefined;
}
