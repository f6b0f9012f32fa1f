import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconTrash } from "#renderer/ui/icons.ts";
import type { Trigger } from "#shared/contract/triggers.ts";

/** Deletes a trigger, after a question. */
export function DeleteTrigger({ trigger }: { trigger: Trigger }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const name = t(`triggers.${trigger.type}`);
  const remove = useMutation({
    ...api.triggers.remove.mutationOptions(),
    async onSuccess() {
      notifications.show({ color: "green", message: t("triggers.removed", { name }) });
      await queries.invalidateQueries({ queryKey: api.triggers.key() });
    },
  });
  return (
    <>
      <Why permission="triggers.manage">
        <Action
          variant="default"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => setAsked(true)}
        >
          {t("triggers.remove")}
        </Action>
      </Why>
      {asked ? (
        <ConfirmName
          title={t("triggers.removeTitle", { name })}
          effects={[t("triggers.removeEffect")]}
          action={t("triggers.remove")}
          busy={remove.isPending}
          error={remove.error ? problemText(problemOf(remove.error)) : undefined}
          onConfirm={() => remove.mutate({ triggerId: trigger.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
