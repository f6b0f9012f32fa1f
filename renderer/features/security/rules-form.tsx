import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { SaveBar, SetupForm } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { SecuritySettings } from "#shared/contract/house.ts";
import type { SecurityAnswer } from "./answer.ts";
import { AddressesRule, FactorRule, PasswordRule, SessionRule } from "./rules.tsx";
import { SsoSection } from "./sso-section.tsx";

const names = {
  allowedAddresses: "allowedAddresses",
  idleMinutes: "idleMinutes",
  sessionHours: "sessionHours",
  secondFactorRoles: "secondFactorRoles",
  minPasswordLength: "minPasswordLength",
} as const satisfies Record<keyof SecuritySettings, string>;

/** The rules with their save bar, and below them single sign-on, which is saved by itself. */
export function RulesForm({ answer }: { answer: SecurityAnswer }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const form = useEdits(answer.rules);
  const reason = useReadOnly() ? t("errors.preview.read_only") : undefined;
  const update = useMutation(api.security.update.mutationOptions());
  const { queryKey } = api.security.get.queryOptions();
  const save = () =>
    update.mutate(
      { version: answer.version, rules: form.value },
      {
        onSuccess(next) {
          queries.setQueryData(queryKey, next);
          form.undo();
          notifications.show({ message: t("house.general.saved"), autoClose: 2_500 });
        },
        onError(error) {
          if (problemOf(error) === "record.stale") void queries.invalidateQueries({ queryKey });
        },
      },
    );
  const bar = (
    <SaveBar
      changes={form.changed.map((rule) => t(`house.security.${names[rule]}`))}
      busy={update.isPending}
      error={update.error ? problemText(problemOf(update.error)) : undefined}
      reason={reason}
      onSave={save}
      onUndo={() => {
        update.reset();
        form.undo();
      }}
    />
  );
  const { value, set } = form;
  return (
    <SetupForm bar={bar}>
      <PasswordRule value={value} set={set} />
      <FactorRule value={value} set={set} />
      <AddressesRule value={value} set={set} yourAddress={answer.yourAddress} />
      <SessionRule value={value} set={set} />
      <SsoSection
        answer={answer}
        onSaved={(next) => {
          queries.setQueryData(queryKey, next as never);
        }}
      />
    </SetupForm>
  );
}
