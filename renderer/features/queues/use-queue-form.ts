import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { Candidate } from "#renderer/platform/people/use-choices.ts";
import { refusalText } from "#renderer/platform/refusal-text.ts";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { QueueSettings } from "#shared/contract/groups.ts";
import type { RulesOfQueue } from "#shared/contract/queue-rules.ts";
import { defaultQueueRules, QueueRules } from "#shared/domain/queue-rules.ts";
import { problemsOf, type RuleProblem } from "#shared/domain/queue-rules-problems.ts";

export type Member = Candidate & { readonly priority: number };
export type Supervisor = Candidate & { readonly level: "viewer" | "editor" };

interface Draft {
  readonly name: string;
  readonly members: readonly Member[];
  readonly supervisors: readonly Supervisor[];
}

/** A queue's form: its own command for the members and for the rules, because others may change those. */
export function useQueueForm(queue: QueueSettings) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { name, members, supervisors } = queue;
  const edits = useEdits<Draft>({ name, members, supervisors });
  const loaded = useQuery({
    ...api.queues.rules.queryOptions({ input: { queueId: queue.id } }),
    staleTime: 0,
  });
  const stored = (loaded.data as RulesOfQueue | undefined)?.rules;
  const rules = useEdits<QueueRules>(stored ?? defaultQueueRules);
  const undo = () => {
    edits.undo();
    rules.undo();
  };
  const save = useSaveQueue(queue, edits.edits, rules.edits, undo);
  const code = save.error ? problemOf(save.error) : undefined;
  const wrong = rules.changed.length > 0 ? problemIn(rules.value, queue.id) : undefined;
  return {
    value: edits.value,
    set: edits.set,
    /** undefined: they are being fetched. */
    rules: stored && rules.value,
    setRule: rules.set,
    rulesError: loaded.error ? problemText(problemOf(loaded.error)) : undefined,
    retry: () => void loaded.refetch(),
    undo() {
      save.reset();
      undo();
    },
    changes: [
      ...edits.changed.map((field) => t(`queues.${field}`)),
      ...rules.changed.map((rule) => t(`queueRules.rule_${rule}`)),
    ],
    busy: save.isPending,
    nameError: code === "name.taken" ? problemText(code) : undefined,
    error: code && code !== "name.taken" ? refusalText(save.error) : undefined,
    reason:
      edits.value.name.trim() === "" ? t("people.nameEmpty") : wrong && t(`queueRules.problem_${wrong}`),
    save: () => save.mutate(),
  };
}

/** The first thing that keeps rules from being saved. */
function problemIn(rules: QueueRules, queueId: string): RuleProblem | "unfinished" | undefined {
  if (!QueueRules.safeParse(rules).success) return "unfinished";
  return problemsOf(rules, queueId)[0]?.problem;
}

/** Saves what was changed, part by part, each on the version that the one before has made. */
function useSaveQueue(
  queue: QueueSettings,
  { members, supervisors, ...rest }: Partial<Draft>,
  rules: Partial<QueueRules>,
  onSaved: () => void,
) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: api.queues.key() });
  return useMutation({
    networkMode: "always",
    async mutationFn() {
      const one = { queueId: queue.id as string, version: queue.version };
      if (supervisors || "name" in rest) {
        const watchers = supervisors?.map(({ id, level }) => ({ userId: id, level }));
        const saved = await client.queues.update({
          ...one,
          ...rest,
          ...(watchers ? { supervisors: watchers } : {}),
        });
        one.version = saved.version;
      }
      if (Object.keys(rules).length > 0)
        one.version = (await client.queues.setRules({ ...one, rules })).version;
      if (members) {
        const list = members.map(({ id, priority }) => ({ userId: id, priority }));
        await client.queues.setMembers({ ...one, members: list });
      }
    },
    async onSuccess() {
      notifications.show({ color: "green", message: t("setup.saved") });
      await refresh();
      void queries.invalidateQueries({ queryKey: api.users.key() });
      onSaved();
    },
    // Half may be saved, or somebody was faster: show what is there now and keep what he has typed.
    onError: () => void refresh(),
  });
}
