import { Button, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { grantSentences } from "#renderer/platform/i18n/rights/grant-says.ts";
import { permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones } from "#renderer/ui/setup-form.tsx";
import type { RoleChange, RoleWithGrants } from "#shared/contract/roles.ts";
import type { Grant, Grants } from "#shared/permissions/catalogue.ts";
import classes from "./editor.module.css";

interface ReviewRoleProps {
  readonly source: RoleWithGrants;
  readonly copy: boolean;
  readonly name: string;
  readonly grants: Grants;
  readonly nameOf: (key: string) => string;
  readonly onClose: () => void;
  readonly onSaved: (key: string) => void;
}

/** What saving would change and for whom, asked of the server, before it is saved. */
export function ReviewRole({ source, copy, name, grants, nameOf, onClose, onSaved }: ReviewRoleProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const shape = grants as RoleWithGrants["grants"];
  const preview = useQuery(
    api.roles.preview.queryOptions({
      input: { key: copy ? null : source.key, basedOn: source.key, grants: shape },
      gcTime: 0,
      staleTime: 0,
    }),
  );
  const save = useSave({ source, copy, name, grants, onSaved });
  const problem = preview.error ?? save.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("rolesPage.reviewTitle")}
      zIndex={400}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <div className={classes.review}>
        {preview.data ? (
          <Changes
            change={preview.data as RoleChange}
            nameOf={nameOf}
            versus={copy ? roleLabel(t, source) : undefined}
          />
        ) : preview.error ? null : (
          <SetupBones rows={4} />
        )}
        <ErrorNote text={problem ? problemText(problemOf(problem)) : undefined} />
        <div className={classes.reviewFoot}>
          <Button variant="default" onClick={onClose}>
            {t("app.back")}
          </Button>
          <Button data-autofocus disabled={!preview.data} loading={save.isPending} onClick={save.run}>
            {t("rolesPage.save")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

type Saving = Pick<ReviewRoleProps, "source" | "copy" | "name" | "grants" | "onSaved">;

function useSave({ source, copy, name, grants, onSaved }: Saving) {
  const { t } = useTranslation();
  const { client, api } = useDesk();
  const queries = useQueryClient();
  const shape = grants as RoleWithGrants["grants"];
  const save = useMutation({
    mutationFn: () =>
      copy
        ? client.roles.create({ name, basedOn: source.key, grants: shape })
        : client.roles.update({ key: source.key, version: source.version, name, grants: shape }),
    onSuccess: async (role) => {
      notifications.show({ message: t("rolesPage.saved", { role: role.name }) });
      await queries.invalidateQueries({ queryKey: api.roles.key() });
      onSaved(role.key);
    },
  });
  return { ...save, run: () => save.mutate() };
}

interface ChangesProps {
  readonly change: RoleChange;
  readonly nameOf: (key: string) => string;
  readonly versus: string | undefined;
}

function Changes({ change, nameOf, versus }: ChangesProps) {
  const { t } = useTranslation();
  const names = change.names.slice(0, 12).join(", ") + (change.names.length > 12 ? ", …" : "");
  const sentence = (grant: unknown) => grantSentences(t, grant as Grant, nameOf).join(" · ");
  return (
    <>
      <p>
        {change.people > 0 ? t("rolesPage.holders", { count: change.people, names }) : t("rolesPage.nobody")}
      </p>
      {versus && change.changes.length > 0 ? <p>{t("rolesPage.versus", { role: versus })}</p> : null}
      {change.changes.length === 0 ? <p>{t("rolesPage.noChanges")}</p> : null}
      <ul className={classes.changes}>
        {change.changes.map(({ permission, before, after }) => {
          const kind = before ? (after ? "changed" : "taken") : "added";
          return (
            <li key={permission} data-kind={kind}>
              <b>{t(`rolesPage.${kind}`)}</b>
              <span>
                {permissionSays(permission)}
                <span className="quiet small">
                  {after ? ` ${sentence(after)}` : null}
                  {before ? ` (${t("rolesPage.before", { grant: sentence(before) })})` : null}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
