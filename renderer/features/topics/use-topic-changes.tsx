import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { Topic } from "#shared/contract/topics.ts";

/** Moving and deleting topics; who deletes one may take it back while he is told so. */
export function useTopicChanges() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: api.topics.key() }) };
  const change = useMutation({ ...api.topics.change.mutationOptions(), ...settled });
  const remove = useMutation({ ...api.topics.remove.mutationOptions(), ...settled });
  const restore = useMutation({ ...api.topics.restore.mutationOptions(), ...settled });
  const error = change.error ?? remove.error ?? restore.error;

  function tellRemoved({ id: topicId, name }: Topic) {
    const id = `removed:${topicId}`;
    const undo = () => {
      notifications.hide(id);
      restore.mutate({ topicId });
    };
    notifications.show({
      id,
      autoClose: 10_000,
      message: (
        <>
          {t("topicsSetup.removed", { name })}{" "}
          <Button size="compact-xs" variant="default" onClick={undo}>
            {t("topicsSetup.undo")}
          </Button>
        </>
      ),
    });
  }

  return {
    busy: change.isPending || remove.isPending || restore.isPending,
    error: error ? problemText(problemOf(error)) : undefined,
    move: ({ id: topicId }: Topic, move: "up" | "down") => change.mutate({ topicId, move }),
    remove: (topic: Topic) => remove.mutate({ topicId: topic.id }, { onSuccess: () => tellRemoved(topic) }),
  };
}
