import { Tooltip } from "@mantine/core";
import type { TFunction } from "i18next";
import { cloneElement, type MouseEvent, type ReactElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { type AskedThing, explainerAddress } from "./asked-case.ts";
import { useMe } from "./desk-context.tsx";
import { conditionSays, permissionSays, scopeKey } from "./i18n/rights/says.ts";
import { roleLabel } from "./i18n/role-label.ts";
import { can } from "./session/can.ts";
import { type Hindrance, hindranceOf } from "./session/may.ts";
import classes from "./why.module.css";

export type { AskedThing } from "./asked-case.ts";

interface Asked {
  readonly permission: Permission;
  readonly thing?: AskedThing;
  readonly field?: string;
}

export interface May {
  readonly allowed: boolean;
  /** Why not, as a sentence; undefined when allowed. */
  readonly reason: string | undefined;
}

/** Whether the signed-in person may, and if not, why. The server decides again. */
export function useMay(permission: Permission, thing?: AskedThing, field?: string): May {
  const { t } = useTranslation();
  const me = useMe();
  const hindrance = hindranceOf(me, permission, thing, field);
  return {
    allowed: hindrance === null,
    reason: hindrance ? reasonOf(t, hindrance, permission, roleLabel(t, me.role)) : undefined,
  };
}

/** Why nothing can be changed while one looks as another role; undefined when one does not. */
export function usePreviewReason(): string | undefined {
  const { t } = useTranslation();
  const { viewedBy, role } = useMe();
  return viewedBy ? t("why.preview", { role: roleLabel(t, role) }) : undefined;
}

/** A hindrance as a sentence. */
export function reasonOf(t: TFunction, why: Hindrance, permission: Permission, role: string): string {
  switch (why.kind) {
    case "no_grant":
      return t("why.no_grant", { role, says: permissionSays(permission) });
    case "preview":
      return t("why.preview", { role });
    case "scope":
      return t("why.scope", { role, scope: t(`why.scope_${scopeKey(why.grant)}`) });
    case "role":
      return t(why.below ? "why.roleBelow" : "why.role", { role });
    case "condition":
      return t("why.condition", { role, condition: why.conditions.map(conditionSays).join(", ") });
    default:
      return t(`why.${why.kind}`, { role });
  }
}

/** A small "Why?" that leads to the access explainer; there only for those who may ask it. */
export function WhyLink(asked: Asked) {
  const { t } = useTranslation();
  const me = useMe();
  if (!can(me, "access.explain")) return null;
  return (
    <a className={classes.link} href={explainerAddress(me.id, asked)} title={t("why.hint")}>
      {t("why.link")}
    </a>
  );
}

interface Control {
  readonly disabled?: boolean;
  readonly onClick?: (event: MouseEvent) => void;
}

interface WhyProps extends Asked {
  /** The control: a button, or with `input` a field, a switch, a select. */
  readonly children: ReactElement<Control>;
  readonly input?: boolean;
}

const held = (event: MouseEvent) => event.preventDefault();

/**
 * A control that one may not use says why: a button stays reachable, so that the reason can be read by pointer and
 * keyboard; a field is disabled. Who may ask the access explainer gets a link to it beside.
 */
export function Why({ children, input = false, ...asked }: WhyProps) {
  const { allowed, reason } = useMay(asked.permission, asked.thing, asked.field);
  if (allowed) return children;
  const unusable = input
    ? { disabled: true }
    : { "aria-disabled": true, "data-disabled": true, onClick: held };
  const control: ReactNode = cloneElement(children, unusable as Control);
  return (
    <span className={input ? classes.field : classes.control}>
      <Tooltip label={reason} multiline maw={300}>
        {input ? <span title={reason}>{control}</span> : control}
      </Tooltip>
      <WhyLink {...asked} />
    </span>
  );
}
