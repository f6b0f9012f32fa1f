import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { Candidate } from "#renderer/platform/people/use-choices.ts";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { QueueSettings } from "#shared/contract/groups.ts";

export type Member = Candidate & { readonly priority: number };
export type Supervisor = Candidate & { readonly level: "viewer" | "editor" };

interface Draft {
  readonly name: string;
  readonly members: readonly Member[];
  readonly supervisors: readonly Supervisor[];
}

/** A queue's form: its own command for the members, because others may change those. */
export function useQueueForm(queue: QueueSettings) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const queries = useQueryClient();
  const { name, members, supervisors } = queue;
  const edits = useEdits<Draft>({ name, members, supervisors });
  const refresh = () => queries.invalidateQueries({ queryKey: api.queues.key() });
  const save = useMutation({
    networkMode: "always",
    async mutationFn() {
      const { members: nextMembers, supervisors: nextSupervisors, ...rest } = edits.edits;
      const one = { queueId: queue.id as string, version: queue.version };
      if (nextSupervisors || "name" in rest) {
        const watchers = nextSupervisors?.map(({ id, level }) => ({ userId: id, level }));
        const saved = await client.queues.update({
          ...one,
          ...rest,
          ...(watchers ? { supervisors: watchers } : {}),
        });
        one.version = saved.version;
      }
      if (nextMembers) {
        const list = nextMembers.map(({ id, priority }) => ({ userId: id, priority }));
        await client.queues.setMembers({ ...one, members: list });
      }
    },
    async onSuccess() {
      notifications.show({ color: "green", message: t("setup.saved") });
      await refresh();
      void queries.invalidateQueries({ queryKey: api.users.key() });
      edits.undo();
    },
    // Half may be saved, or somebody was faster: show what is there now and keep what he has typed.
    onError: () => void refresh(),
  });
  const code = save.error ? problemOf(save.error) : undefined;
  return {
    value: edits.value,
    set: edits.set,
    undo() {
      save.reset();
      edits.undo();
    },
    changes: edits.changed.map((field) => t(`queues.${field}`)),
    busy: save.isPending,
    nameError: code === "name.taken" ? problemText(code) : undefined,
    error: code && code !== "name.taken" ? problemText(code) : undefined,
    reason: edits.value.name.trim() === "" ? t("people.nameEmpty") : undefined,
    save: () => save.mutate(),
  };
}
