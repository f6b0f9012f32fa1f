import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { Candidate } from "#renderer/platform/people/use-choices.ts";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { Group } from "#shared/contract/groups.ts";

interface Draft {
  readonly name: string;
  readonly leaders: readonly Candidate[];
  readonly members: readonly Candidate[];
  readonly outboundCalls: boolean | null;
  readonly callHistory: boolean | null;
}

const empty: Draft = { name: "", leaders: [], members: [], outboundCalls: null, callHistory: null };
const idsOf = (people: readonly Candidate[]) => people.map(({ id }) => id);

/** The changed fields as the server names them. */
function changesOf({ leaders, members, ...rest }: Partial<Draft>) {
  return {
    ...rest,
    ...(leaders ? { leaderIds: idsOf(leaders) } : {}),
    ...(members ? { memberIds: idsOf(members) } : {}),
  };
}

/** A group's form, for one that is there or one to be made. */
export function useGroupForm(group: Group | undefined, onSaved: (id: string) => void) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const queries = useQueryClient();
  const edits = useEdits<Draft>(group ?? empty);
  const save = useMutation({
    networkMode: "always",
    mutationFn: () => {
      const changes = changesOf(edits.edits);
      return group
        ? client.groups.update({ groupId: group.id, version: group.version, ...changes })
        : client.groups.create({
            name: edits.value.name,
            leaderIds: idsOf(edits.value.leaders),
            memberIds: idsOf(edits.value.members),
            outboundCalls: edits.value.outboundCalls,
            callHistory: edits.value.callHistory,
          });
    },
    async onSuccess(saved) {
      notifications.show({ color: "green", message: t("setup.saved") });
      await queries.invalidateQueries({ queryKey: api.groups.key() });
      void queries.invalidateQueries({ queryKey: api.users.key() });
      edits.undo();
      onSaved(saved.id);
    },
    onError: (error) => {
      // Somebody was faster: show what is there now, and keep what he has typed.
      if (problemOf(error) === "record.stale") void queries.invalidateQueries({ queryKey: api.groups.key() });
    },
  });
  const code = save.error ? problemOf(save.error) : undefined;
  return {
    value: edits.value,
    set: edits.set,
    undo() {
      save.reset();
      edits.undo();
    },
    changes: edits.changed.map((field) => t(`groups.${field}`)),
    busy: save.isPending,
    nameError: code === "name.taken" ? problemText(code) : undefined,
    error: code && code !== "name.taken" ? problemText(code) : undefined,
    reason: edits.value.name.trim() === "" ? t("groups.nameFirst") : undefined,
    save: () => save.mutate(),
  };
}
