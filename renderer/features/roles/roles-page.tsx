import { Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconSearch } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, SetupPage } from "#renderer/ui/setup-form.tsx";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import { Matrix } from "./matrix.tsx";
import { RoleEditor } from "./role-editor.tsx";
import { RolePanel } from "./role-panel.tsx";
import classes from "./roles.module.css";
import { type KnownRoles, useRoles } from "./use-roles.ts";

/** The matrix of roles and permissions, and the way to make roles of one's own. */
export function RolesPage() {
  const { t } = useTranslation();
  const { known, error, retry } = useRoles();
  if (known) return <Roles known={known} />;
  return (
    <SetupPage title={t("rolesPage.title")} hint={t("rolesPage.hint")}>
      {error ? (
        <ErrorNote text={problemText(problemOf(error))} retry={{ label: t("app.retry"), run: retry }} />
      ) : (
        <SetupBones rows={12} />
      )}
    </SetupPage>
  );
}

interface Editing {
  readonly source: RoleWithGrants;
  /** A new role made from it; else it is changed itself. */
  readonly copy: boolean;
}

function Roles({ known }: { known: KnownRoles }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [waiting, setWaiting] = useState(false);
  const [openKey, setOpenKey] = useState<string>();
  const [editing, setEditing] = useState<Editing>();
  const open = known.roles.find(({ key }) => key === openKey);
  if (editing)
    return (
      <RoleEditor
        known={known}
        source={editing.source}
        copy={editing.copy}
        onDone={(key) => {
          setEditing(undefined);
          if (key) setOpenKey(key);
        }}
      />
    );
  return (
    <SetupPage
      title={t("rolesPage.title")}
      hint={t("rolesPage.hint")}
      actions={
        <>
          <Switch
            size="xs"
            label={t("rolesPage.waiting")}
            checked={waiting}
            onChange={(event) => setWaiting(event.currentTarget.checked)}
          />
          <TextInput
            w={190}
            aria-label={t("rolesPage.search")}
            placeholder={t("rolesPage.search")}
            leftSection={<IconSearch size={15} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </>
      }
    >
      <div className={classes.body}>
        <Matrix known={known} search={search} waiting={waiting} openKey={openKey} onOpen={setOpenKey} />
        {open ? (
          <RolePanel
            key={open.key}
            known={known}
            role={open}
            onClose={() => setOpenKey(undefined)}
            onCopy={() => setEditing({ source: open, copy: true })}
            onEdit={() => setEditing({ source: open, copy: false })}
          />
        ) : null}
      </div>
    </SetupPage>
  );
}
