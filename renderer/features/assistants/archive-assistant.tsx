import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconArchive } from "#renderer/ui/icons.ts";
import type { Assistant } from "#shared/contract/assistants.ts";

/** Puts an assistant away; people go on with what it had. */
export function ArchiveAssistant({ assistant, onGone }: { assistant: Assistant; onGone: () => void }) {
  const { t } = useTranslation();
  const { api, refreshMe } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const { id, name } = assistant;
  const remove = useMutation({
    ...api.assistants.remove.mutationOptions(),
    async onSuccess() {
      notifications.show({ color: "green", message: t("assistants.removed", { name }) });
      onGone();
      void refreshMe();
      await queries.invalidateQueries({ queryKey: api.assistants.key() });
    },
  });
  return (
    <>
      <Action
        variant="default"
        leftSection={<IconArchive size={15} aria-hidden />}
        onClick={() => setAsked(true)}
      >
        {t("assistants.remove")}
      </Action>
      {asked ? (
        <ConfirmName
          title={t("assistants.removeTitle", { name })}
          effects={[t("assistants.removeEffect"), t("assistants.removeHistory")]}
          name={name}
          action={t("assistants.remove")}
          busy={remove.isPending}
          error={remove.error ? problemText(problemOf(remove.error)) : undefined}
          onConfirm={() => remove.mutate({ assistantId: id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
