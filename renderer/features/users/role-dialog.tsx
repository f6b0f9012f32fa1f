import { Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import type { UserProfile } from "#shared/contract/users.ts";
import { RoleChanges } from "./role-changes.tsx";
import { useLearnUser } from "./use-user-form.ts";

/** Gives somebody another role; says what that does to him at once. */
export function RoleDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const learn = useLearnUser();
  const others = user.may.roles.filter(({ key }) => key !== user.role);
  // None is proposed: a change of rights is nothing to give by pressing Enter.
  const [role, setRole] = useState<(typeof others)[number]["key"] | null>(null);
  const chosen = others.find(({ key }) => key === role);
  const { name } = user;
  const from = roleLabel(t, { key: user.role, name: user.roleName });
  const to = chosen ? roleLabel(t, chosen) : "";
  const command = useMutation({
    ...api.users.changeRole.mutationOptions(),
    onSuccess(next) {
      learn(next as UserProfile);
      notifications.show({ color: "green", message: t("users.roleDone", { name, role: to }) });
      onClose();
    },
  });
  return (
    <ConfirmName
      title={t("users.roleTitle", { name })}
      effects={[
        ...(chosen ? [t("users.roleEffect", { name, from, to })] : []),
        t("users.roleEffectAtOnce"),
        t("users.roleEffectConversations"),
      ]}
      danger={false}
      action={t("users.roleGive")}
      busy={command.isPending}
      error={command.error ? problemText(problemOf(command.error)) : undefined}
      reason={role ? undefined : t("users.roleFirst")}
      onConfirm={() => role && command.mutate({ userId: user.id, version: user.version, role })}
      onClose={onClose}
    >
      <Select
        label={t("users.newRole")}
        data-autofocus
        allowDeselect={false}
        comboboxProps={{ zIndex: 500 }}
        data={others.map((one) => ({ value: one.key, label: roleLabel(t, one) }))}
        value={role}
        onChange={(key) => setRole((key ?? role) as typeof role)}
      />
      {role ? <RoleChanges from={user.role} to={role} /> : null}
    </ConfirmName>
  );
}
