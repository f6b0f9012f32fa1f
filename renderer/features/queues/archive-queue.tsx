import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { refusalText } from "#renderer/platform/refusal-text.ts";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconArchive, IconArchiveOff } from "#renderer/ui/icons.ts";
import type { QueueSettings } from "#shared/contract/groups.ts";
import { useQueueThing } from "./use-queue-thing.ts";

/** Puts a queue away, or brings it back. */
export function ArchiveQueue({ queue }: { queue: QueueSettings }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const thing = useQueueThing(queue);
  const [asked, setAsked] = useState(false);
  const { name, archived } = queue;
  const step = archived ? "restore" : "archive";
  const command = useMutation({
    ...api.queues.update.mutationOptions(),
    async onSuccess() {
      setAsked(false);
      notifications.show({ color: "green", message: t(`queues.${step}Done`, { name }) });
      await queries.invalidateQueries({ queryKey: api.queues.key() });
    },
  });
  const Icon = archived ? IconArchiveOff : IconArchive;
  return (
    <>
      <Why permission="queues.manage" thing={thing}>
        <Action variant="default" leftSection={<Icon size={15} aria-hidden />} onClick={() => setAsked(true)}>
          {t(`queues.${step}`)}
        </Action>
      </Why>
      {asked ? (
        <ConfirmName
          title={t(`queues.${step}Title`, { name })}
          effects={
            archived
              ? [t("queues.restoreEffect")]
              : [t("queues.archiveEffect"), t("queues.archiveWaiting"), t("queues.archiveHistory")]
          }
          {...(archived ? {} : { name })}
          danger={!archived}
          action={t(`queues.${step}`)}
          busy={command.isPending}
          error={command.error ? refusalText(command.error) : undefined}
          onConfirm={() => command.mutate({ queueId: queue.id, version: queue.version, archived: !archived })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
