import { Button, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { areaSays, permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { Action } from "#renderer/ui/action.tsx";
import { useLeave, useUnsaved } from "#renderer/ui/leave-guard.tsx";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import type { Grant, Grants, Permission } from "#shared/permissions/catalogue.ts";
import classes from "./editor.module.css";
import { GrantRow } from "./grant-row.tsx";
import { matrixRows } from "./matrix.ts";
import { ReviewRole } from "./review-role.tsx";
import { type Limits, sameGrants, startingGrants } from "./role-draft.ts";
import { type KnownRoles, useRoleName } from "./use-roles.ts";

interface RoleEditorProps {
  readonly known: KnownRoles;
  readonly source: RoleWithGrants;
  readonly copy: boolean;
  /** With the role's key when it was saved. */
  readonly onDone: (key?: string) => void;
}

/** Name and permissions of a custom role; before it is saved it is shown what would change and for whom. */
export function RoleEditor({ known, source, copy, onDone }: RoleEditorProps) {
  const { t } = useTranslation();
  const sourceName = roleLabel(t, source);
  const draft = useRoleDraft(known, source, copy);
  const [search, setSearch] = useState("");
  const [reviewing, setReviewing] = useState(false);
  const nameOf = useRoleName(known.book);
  const title = t(copy ? "rolesPage.newTitle" : "rolesPage.editTitle", { role: sourceName });
  const reason = draft.name.trim() === "" ? t("rolesPage.nameEmpty") : undefined;
  return (
    <SetupPage
      title={title}
      actions={
        <>
          <Cancel onCancel={() => onDone()} />
          <Action reason={reason} onClick={() => setReviewing(true)}>
            {t("rolesPage.review")}
          </Action>
        </>
      }
    >
      <Unsaved what={draft.changed ? title : null} />
      <div className={classes.editor}>
        <div className={classes.editorHead}>
          <TextInput
            label={t("rolesPage.name")}
            value={draft.name}
            maxLength={60}
            data-autofocus
            onChange={(event) => draft.setName(event.currentTarget.value)}
          />
          <TextInput
            label={t("rolesPage.search")}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        {matrixRows({ waiting: false, search, says: permissionSays, areaSays }).map((row) => (
          <section key={row.area} className={classes.editorArea} aria-label={areaSays(row.area)}>
            <h2>{areaSays(row.area)}</h2>
            {row.permissions.map((permission) => (
              <GrantRow
                key={permission}
                limits={draft.limits}
                permission={permission}
                grant={draft.grants[permission]}
                nameOf={nameOf}
                onChange={(grant) => draft.setGrant(permission, grant)}
              />
            ))}
          </section>
        ))}
      </div>
      {reviewing ? (
        <ReviewRole
          source={source}
          copy={copy}
          name={draft.name.trim()}
          grants={draft.grants}
          nameOf={nameOf}
          onClose={() => setReviewing(false)}
          onSaved={onDone}
        />
      ) : null}
    </SetupPage>
  );
}

/** Asks before changes are thrown away; like `Unsaved` it stands inside the page, where its guard is. */
function Cancel({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation();
  const leave = useLeave();
  return (
    <Button variant="default" onClick={() => leave(onCancel)}>
      {t("app.cancel")}
    </Button>
  );
}

/** Tells the guard what is not saved. */
function Unsaved({ what }: { what: string | null }) {
  useUnsaved(useId(), what);
  return null;
}

function useRoleDraft({ book }: KnownRoles, source: RoleWithGrants, copy: boolean) {
  const { t } = useTranslation();
  const me = useMe();
  const limits: Limits = { book, giver: me.role.key, basedOn: source.basedOn };
  const [start] = useState(() => ({
    name: copy ? t("rolesPage.copyOf", { role: roleLabel(t, source) }) : source.name,
    grants: copy ? startingGrants(limits, source.grants as Grants) : (source.grants as Grants),
  }));
  const [name, setName] = useState(start.name);
  const [grants, setGrants] = useState(start.grants);
  return {
    limits,
    name,
    setName,
    grants,
    setGrant(permission: Permission, grant: Grant | undefined) {
      setGrants(({ [permission]: _, ...others }) =>
        grant ? { ...others, [permission]: grant } : (others as Grants),
      );
    },
    changed: name !== start.name || !sameGrants(grants, start.grants),
  };
}
