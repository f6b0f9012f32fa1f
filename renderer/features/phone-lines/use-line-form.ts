import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { refusalText } from "#renderer/platform/refusal-text.ts";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { PhoneLine, PhoneLineFields } from "#shared/contract/phone-lines.ts";
import { draftOf, fieldsOf, freshLine, type LineDraft, problemsOf } from "./draft.ts";

/** A line's form, for one that is there or one to be made. */
export function useLineForm(line: PhoneLine | undefined, onSaved: (id: string) => void) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const queries = useQueryClient();
  const edits = useEdits<LineDraft>(line ? draftOf(line) : freshLine);
  const problems = problemsOf(edits.value);
  const save = useMutation({
    networkMode: "always",
    mutationFn: () => {
      const fields = fieldsOf(edits.value) as unknown as PhoneLineFields;
      const { password } = edits.value;
      const given = { ...fields, ...(password !== null && { password }) };
      return line
        ? client.phoneLines.update({ lineId: line.id, version: line.version, ...given })
        : client.phoneLines.create(given);
    },
    async onSuccess(saved) {
      notifications.show({ color: "green", message: t("setup.saved") });
      await queries.invalidateQueries({ queryKey: api.phoneLines.key() });
      edits.undo();
      onSaved(saved.id);
    },
    onError: (error) => {
      // Somebody was faster: show what is there now, and keep what he has typed.
      if (problemOf(error) === "record.stale")
        void queries.invalidateQueries({ queryKey: api.phoneLines.key() });
    },
  });
  const isEmpty = edits.value.name.trim() === "" || edits.value.domain.trim() === "";
  const reason = isEmpty
    ? t("phoneLines.unfinished")
    : problems.size > 0
      ? t("phoneLines.problems")
      : undefined;
  return {
    value: edits.value,
    set: edits.set,
    changes: edits.changed.map((field) => t(`phoneLines.${field}`)),
    /** What is wrong with a field, in words; nothing while nobody has touched it. */
    problem: (field: keyof LineDraft): string | undefined =>
      problems.has(field) && (line || edits.changed.includes(field) || field === "user")
        ? t(`phoneLines.problem_${field as "domain"}`, { defaultValue: t("phoneLines.problem") })
        : undefined,
    numberProblem: (at: number): string | undefined =>
      problems.has(`numbers.${at}`) ? t("phoneLines.problem_number") : undefined,
    busy: save.isPending,
    error: save.error ? refusalText(save.error) : undefined,
    reason,
    save: () => save.mutate(),
    undo() {
      save.reset();
      edits.undo();
    },
  };
}
export type LineForm = ReturnType<typeof useLineForm>;
