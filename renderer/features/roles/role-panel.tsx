import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { grantSentences } from "#renderer/platform/i18n/rights/grant-says.ts";
import { areaSays, permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconCopy, IconEye, IconPencil, IconTrash, IconX } from "#renderer/ui/icons.ts";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import type { Grant } from "#shared/permissions/catalogue.ts";
import { matrixRows } from "./matrix.ts";
import { RemoveRole, ViewAs } from "./role-dialogs.tsx";
import { useRoleReasons } from "./role-reasons.ts";
import classes from "./roles.module.css";
import { type KnownRoles, useRoleName } from "./use-roles.ts";

interface RolePanelProps {
  readonly known: KnownRoles;
  readonly role: RoleWithGrants;
  readonly onClose: () => void;
  readonly onCopy: () => void;
  readonly onEdit: () => void;
}

/** One role alone: who has it, what can be done with it, and everything that it may do in sentences. */
export function RolePanel({ known, role, onClose, onCopy, onEdit }: RolePanelProps) {
  const { t } = useTranslation();
  const nameOf = useRoleName(known.book);
  const reasons = useRoleReasons(known, role);
  const [asking, setAsking] = useState<"remove" | "view">();
  const name = roleLabel(t, role);
  return (
    <aside className={classes.panel} aria-label={name}>
      <header className={classes.panelHead}>
        <div>
          <h2>{name}</h2>
          <span className="quiet small">
            {t("rolesPage.people", { count: role.people })}
            {role.custom ? ` · ${t("rolesPage.custom", { role: nameOf(role.basedOn) })}` : null}
          </span>
        </div>
        <ActionIcon aria-label={t("app.back")} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes.panelActions}>
        <Action
          variant="default"
          leftSection={<IconCopy size={15} aria-hidden />}
          reason={reasons.copy}
          onClick={onCopy}
        >
          {t("rolesPage.copy")}
        </Action>
        <Action
          variant="default"
          leftSection={<IconEye size={15} aria-hidden />}
          reason={reasons.view}
          onClick={() => setAsking("view")}
        >
          {t("rolesPage.viewAs")}
        </Action>
        {role.custom ? (
          <>
            <Action
              variant="default"
              leftSection={<IconPencil size={15} aria-hidden />}
              reason={reasons.edit}
              onClick={onEdit}
            >
              {t("rolesPage.edit")}
            </Action>
            <Action
              variant="default"
              leftSection={<IconTrash size={15} aria-hidden />}
              reason={reasons.remove}
              onClick={() => setAsking("remove")}
            >
              {t("rolesPage.remove")}
            </Action>
          </>
        ) : null}
      </div>
      <Rights role={role} nameOf={nameOf} />
      {asking === "remove" ? (
        <RemoveRole role={role} onClose={() => setAsking(undefined)} onRemoved={onClose} />
      ) : null}
      {asking === "view" ? <ViewAs role={role} onClose={() => setAsking(undefined)} /> : null}
    </aside>
  );
}

function Rights({ role, nameOf }: { role: RoleWithGrants; nameOf: (key: string) => string }) {
  const { t } = useTranslation();
  const rows = matrixRows({ waiting: false, search: "", says: permissionSays, areaSays })
    .map((row) => ({ ...row, permissions: row.permissions.filter((name) => role.grants[name]) }))
    .filter((row) => row.permissions.length > 0);
  const count = rows.reduce((sum, row) => sum + row.permissions.length, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.rights} tabIndex={0} aria-label={t("rolesPage.may", { count })}>
      <h3>{t("rolesPage.may", { count })}</h3>
      {rows.map((row) => (
        <section key={row.area}>
          <h4>{areaSays(row.area)}</h4>
          <ul>
            {row.permissions.map((permission) => (
              <li key={permission}>
                <span>{permissionSays(permission)}</span>
                <span className="quiet small">
                  {grantSentences(t, role.grants[permission] as Grant, nameOf).join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
