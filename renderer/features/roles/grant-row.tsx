import { Checkbox, MultiSelect, SegmentedControl, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { grantSentences } from "#renderer/platform/i18n/rights/grant-says.ts";
import { fieldSays, permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import { fieldsOf, type Grant, type Permission, type Scope, scopes } from "#shared/permissions/catalogue.ts";
import classes from "./editor.module.css";
import { givableFields, grantOn, grantWithFields, grantWithScope, type Limits } from "./role-draft.ts";

interface GrantRowProps {
  readonly limits: Limits;
  readonly permission: Permission;
  readonly grant: Grant | undefined;
  readonly nameOf: (key: string) => string;
  readonly onChange: (grant: Grant | undefined) => void;
}

/** One permission in the editor: on or off, how far, which parts. What is wider than the maker may give is closed. */
export function GrantRow({ limits, permission, grant, nameOf, onChange }: GrantRowProps) {
  const { t } = useTranslation();
  const says = permissionSays(permission);
  const on = grantOn(limits, permission);
  const closed = !grant && !on;
  return (
    <div className={classes.grantRow} data-on={grant ? true : undefined}>
      <Tooltip label={t("rolesPage.tooWide")} disabled={!closed} multiline maw={280}>
        <div>
          <Checkbox
            size="xs"
            label={says}
            description={closed ? t("rolesPage.tooWide") : undefined}
            disabled={closed}
            checked={grant !== undefined}
            onChange={(event) => onChange(event.currentTarget.checked ? on : undefined)}
          />
        </div>
      </Tooltip>
      {grant ? (
        <div className={classes.grantParts}>
          <ScopeChoice {...{ limits, permission, grant, onChange }} label={t("rolesPage.reach", { says })} />
          {fieldsOf(permission).length > 0 ? (
            <FieldChoice
              {...{ limits, permission, grant, onChange }}
              label={t("rolesPage.parts", { says })}
            />
          ) : null}
          <span className="quiet small">{grantSentences(t, grant, nameOf).join(" · ")}</span>
        </div>
      ) : null}
    </div>
  );
}

interface PartProps {
  readonly limits: Limits;
  readonly permission: Permission;
  readonly grant: Grant;
  readonly label: string;
  readonly onChange: (grant: Grant) => void;
}

function ScopeChoice({ limits, permission, grant, label, onChange }: PartProps) {
  const { t } = useTranslation();
  const made = new Map(
    scopes.map((scope) => [
      scope,
      scope === grant.scope ? grant : grantWithScope(limits, permission, scope, grant),
    ]),
  );
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={grant.scope}
      data={scopes.map((scope) => ({
        value: scope,
        label: t(`rolesPage.scope_${scope}`),
        disabled: made.get(scope) === undefined,
      }))}
      onChange={(scope) => {
        const next = made.get(scope as Scope);
        if (next) onChange(next);
      }}
    />
  );
}

function FieldChoice({ limits, permission, grant, label, onChange }: PartProps) {
  const { t } = useTranslation();
  const givable = givableFields(limits, permission, grant);
  const all = fieldsOf(permission);
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      className={classes.fields}
      placeholder={grant.fields ? undefined : t("rolesPage.allParts")}
      data={all.map((field) => ({
        value: field,
        label: fieldSays(field),
        disabled: !givable.includes(field),
      }))}
      value={[...(grant.fields ?? [])]}
      // Nothing chosen means no limit; a permission without any part is switched off by its box.
      onChange={(fields) =>
        onChange(grantWithFields(limits, permission, grant, fields.length ? fields : all))
      }
    />
  );
}
