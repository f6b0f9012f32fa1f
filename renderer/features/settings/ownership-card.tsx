import { PasswordInput, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { UserId } from "#shared/contract/ids.ts";

const administrator = "administrator";

/** For the Owner: hand the ownership to an Administrator. */
export function OwnershipCard() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const readOnly = useReadOnly();
  return (
    <SetupSection
      title={t("house.ownership.title")}
      hint={t("house.ownership.hint")}
      actions={
        <Action
          variant="default"
          reason={readOnly ? t("errors.preview.read_only") : undefined}
          onClick={() => setAsking(true)}
        >
          {t("house.ownership.transfer")}
        </Action>
      }
    >
      {asking ? <TransferDialog onClose={() => setAsking(false)} /> : null}
    </SetupSection>
  );
}

function TransferDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api, me, refreshMe } = useDesk();
  const [userId, setUserId] = useState<string | null>(null);
  const [password, setPassword] = useState("");
  const input = { roles: [administrator], states: ["active" as const], limit: 200 };
  const query = useQuery({ ...api.users.list.queryOptions({ input: input as never }), staleTime: 0 });
  const transfer = useMutation(api.ownership.transfer.mutationOptions());
  const others = (query.data?.users ?? []).filter(({ id }) => id !== me.id);
  const confirm = () => {
    if (!userId || password === "") return;
    transfer.mutate(
      { userId: userId as UserId, password },
      {
        onSuccess() {
          const name = others.find(({ id }) => id === userId)?.name ?? "";
          notifications.show({ message: t("house.ownership.done", { name }) });
          onClose();
          void refreshMe();
        },
        onError: () => setPassword(""),
      },
    );
  };
  return (
    <ConfirmName
      title={t("house.ownership.dialog")}
      effects={[t("house.ownership.effect1"), t("house.ownership.effect2"), t("house.ownership.effect3")]}
      action={t("house.ownership.action")}
      busy={transfer.isPending}
      error={transfer.error ? problemText(problemOf(transfer.error)) : undefined}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Loaded query={query}>
        {() =>
          others.length === 0 ? (
            <Notice>{t("house.ownership.nobody")}</Notice>
          ) : (
            <>
              <Select
                label={t("house.ownership.to")}
                placeholder={t("house.ownership.choose")}
                required
                withAsterisk={false}
                searchable
                comboboxProps={{ zIndex: 500 }}
                data={others.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
                value={userId}
                onChange={setUserId}
              />
              <PasswordInput
                label={t("house.ownership.password")}
                required
                withAsterisk={false}
                autoComplete="current-password"
                maxLength={128}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
            </>
          )
        }
      </Loaded>
    </ConfirmName>
  );
}
