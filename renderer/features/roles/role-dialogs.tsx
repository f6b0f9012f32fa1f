import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import type { RoleWithGrants } from "#shared/contract/roles.ts";

interface RemoveRoleProps {
  readonly role: RoleWithGrants;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks before a custom role is deleted. */
export function RemoveRole({ role, onClose, onRemoved }: RemoveRoleProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const name = roleLabel(t, role);
  const remove = useMutation(
    api.roles.remove.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t("rolesPage.removed", { role: name }) });
        onRemoved();
        return queries.invalidateQueries({ queryKey: api.roles.key() });
      },
    }),
  );
  return (
    <ConfirmName
      title={t("rolesPage.removeTitle", { role: name })}
      effects={[t("rolesPage.removeEffect")]}
      name={role.name}
      action={t("rolesPage.remove")}
      busy={remove.isPending}
      error={remove.error ? problemText(problemOf(remove.error)) : undefined}
      onConfirm={() => remove.mutate({ key: role.key })}
      onClose={onClose}
    />
  );
}

/** Says what looking as another role means, before it begins. */
export function ViewAs({ role, onClose }: { role: RoleWithGrants; onClose: () => void }) {
  const { t } = useTranslation();
  const { api, refreshMe } = useDesk();
  const name = roleLabel(t, role);
  const look = useMutation(
    api.roles.viewAs.mutationOptions({
      onSuccess: async () => {
        onClose();
        await refreshMe();
      },
    }),
  );
  return (
    <ConfirmName
      title={t("rolesPage.viewTitle", { role: name })}
      effects={[t("rolesPage.viewMenus"), t("rolesPage.viewReadOnly"), t("rolesPage.viewLogged")]}
      action={t("rolesPage.viewAs")}
      danger={false}
      busy={look.isPending}
      error={look.error ? problemText(problemOf(look.error)) : undefined}
      onConfirm={() => look.mutate({ role: role.key })}
      onClose={onClose}
    />
  );
}
