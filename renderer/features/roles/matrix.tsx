import type { TFunction } from "i18next";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { grantSentences, isLimited } from "#renderer/platform/i18n/rights/grant-says.ts";
import { areaSays, permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { Empty } from "#renderer/ui/notes.tsx";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import type { Grant } from "#shared/permissions/catalogue.ts";
import { type MatrixArea, matrixRows } from "./matrix.ts";
import classes from "./roles.module.css";
import { type KnownRoles, useRoleName } from "./use-roles.ts";

interface MatrixProps {
  readonly known: KnownRoles;
  readonly search: string;
  readonly waiting: boolean;
  readonly openKey: string | undefined;
  readonly onOpen: (key: string) => void;
}

/** Roles as columns, permissions by part as rows; a cell says how far, and on hover with which limits. */
export function Matrix({ known, search, waiting, openKey, onOpen }: MatrixProps) {
  const { t } = useTranslation();
  const nameOf = useRoleName(known.book);
  const rows = matrixRows({ search, waiting, says: permissionSays, areaSays });
  if (rows.length === 0) return <Empty title={t("rolesPage.nothing")} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label={t("rolesPage.matrix")}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t("rolesPage.permission")}</th>
            {known.roles.map((role) => (
              <th key={role.key} scope="col" data-open={role.key === openKey || undefined}>
                <RoleHead role={role} isOpen={role.key === openKey} onOpen={onOpen} />
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <AreaRows key={row.area} row={row} known={known} openKey={openKey} t={t} nameOf={nameOf} />
        ))}
      </table>
    </section>
  );
}

interface RoleHeadProps {
  readonly role: RoleWithGrants;
  readonly isOpen: boolean;
  readonly onOpen: (key: string) => void;
}

function RoleHead({ role, isOpen, onOpen }: RoleHeadProps) {
  const { t } = useTranslation();
  const name = roleLabel(t, role);
  const head = useRef<HTMLButtonElement>(null);
  // The panel takes room from the matrix, and may have covered the column that it is about.
  useEffect(() => {
    if (isOpen) head.current?.closest("th")?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [isOpen]);
  return (
    <button
      ref={head}
      type="button"
      className={classes.role}
      aria-pressed={isOpen}
      title={t("rolesPage.openRole", { role: name })}
      onClick={() => onOpen(role.key)}
    >
      <span className={classes.roleName}>{name}</span>
      <span className={classes.people}>{t("rolesPage.people", { count: role.people })}</span>
    </button>
  );
}

interface AreaRowsProps {
  readonly row: MatrixArea;
  readonly known: KnownRoles;
  readonly openKey: string | undefined;
  readonly t: TFunction;
  readonly nameOf: (key: string) => string;
}

function AreaRows({ row, known, openKey, t, nameOf }: AreaRowsProps) {
  return (
    <tbody>
      <tr className={classes.area}>
        <th scope="rowgroup" colSpan={known.roles.length + 1}>
          <span>
            {areaSays(row.area)}
            {row.built ? null : <em> · {t("rolesPage.waits")}</em>}
          </span>
        </th>
      </tr>
      {row.permissions.map((permission) => (
        <tr key={permission}>
          <th scope="row" title={permission}>
            {permissionSays(permission)}
          </th>
          {known.roles.map((role) => {
            const grant = role.grants[permission] as Grant | undefined;
            return (
              <Cell
                key={role.key}
                text={grant ? t(`rolesPage.scope_${grant.scope}`) : t("rolesPage.none")}
                limits={grant && isLimited(grant) ? t("rolesPage.limits") : undefined}
                hover={grant ? grantSentences(t, grant, nameOf).join("\n") : t("rolesPage.none")}
                scope={grant?.scope}
                open={role.key === openKey}
              />
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

interface CellProps {
  readonly text: string;
  readonly limits: string | undefined;
  readonly hover: string;
  readonly scope: string | undefined;
  readonly open: boolean;
}

const Cell = memo(function Cell({ text, limits, hover, scope, open }: CellProps) {
  return (
    <td title={hover} data-scope={scope} data-open={open || undefined}>
      {scope ? (
        <span className={classes.grant}>
          {text}
          {limits ? (
            <>
              <sup aria-hidden="true">*</sup>
              <span className="hidden-text"> {limits}</span>
            </>
          ) : null}
        </span>
      ) : (
        <span aria-hidden="true">·</span>
      )}
      {scope ? null : <span className="hidden-text">{text}</span>}
    </td>
  );
});
