import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { draftOf, draftProblem, type ShortcutDraft } from "./shortcut-draft.ts";

type ApiClient = ReturnType<typeof useDesk>["client"];

/** Saves a draft where it belongs: one's own and the shared ones have commands of their own. */
export async function saveShortcut(client: ApiClient, before: Shortcut | null, draft: ShortcutDraft) {
  const { whose, groupId, files, code, title, texts, tagIds } = draft;
  const body = { code, title, texts, tagIds: [...tagIds], fileIds: files.map(({ id }) => id as string) };
  if (before) {
    const change = { ...body, shortcutId: before.id as string, version: before.version };
    return whose === "personal" ? client.shortcuts.updateOwn(change) : client.shortcuts.update(change);
  }
  if (whose === "personal") return client.shortcuts.createOwn(body);
  return client.shortcuts.create({ ...body, groupId: whose === "group" ? groupId : null });
}

/** A shortcut's form; without one, that of a new one. */
export function useShortcutForm(
  shortcut: Shortcut | null,
  start: ShortcutDraft,
  onSaved: (id: string) => void,
) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const queries = useQueryClient();
  const edits = useEdits<ShortcutDraft>(shortcut ? draftOf(shortcut) : start);
  const refresh = () => queries.invalidateQueries({ queryKey: api.shortcuts.key() });
  const save = useMutation({
    networkMode: "always",
    mutationFn: () => saveShortcut(client, shortcut, edits.value),
    async onSuccess(saved) {
      notifications.show({ color: "green", message: t("shortcuts.saved", { code: saved.code }) });
      await refresh();
      edits.undo();
      onSaved(saved.id);
    },
    onError: () => void refresh(),
  });
  const code = save.error ? problemOf(save.error) : undefined;
  const problem = draftProblem(edits.value);
  const label = {
    whose: "whose",
    groupId: "group",
    code: "code",
    title: "name",
    tagIds: "tagIds",
    texts: "texts",
    files: "files",
  } as const;
  return {
    value: edits.value,
    set: edits.set,
    undo() {
      save.reset();
      edits.undo();
    },
    changes: edits.changed.map((field) => t(`shortcuts.${label[field]}`)),
    busy: save.isPending,
    codeError: code === "name.taken" ? t("shortcuts.codeTaken") : undefined,
    error: code && code !== "name.taken" ? problemText(code) : undefined,
    reason: problem ? t(`shortcuts.${problem}`) : undefined,
    save: () => save.mutate(),
  };
}

export type ShortcutFormModel = ReturnType<typeof useShortcutForm>;
