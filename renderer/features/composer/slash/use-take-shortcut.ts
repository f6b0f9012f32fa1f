import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";

/** Takes a shortcut into a conversation: its use is counted, its files are copied. Answers null when that failed. */
export function useTakeShortcut(conversationId: string) {
  const { t } = useTranslation();
  const { client, api } = useDesk();
  const queries = useQueryClient();
  return async ({ id: shortcutId, files, code }: Shortcut): Promise<readonly StoredFile[] | null> => {
    const used = client.shortcuts.use({ shortcutId, conversationId });
    if (files.length === 0) {
      // Only counted, which may fail unheard.
      used.catch(() => {});
      return [];
    }
    try {
      return (await used).files as StoredFile[];
    } catch (error) {
      const problem = problemText(problemOf(error));
      notifications.show({ color: "red", message: t("shortcuts.failed", { code, problem }) });
      return null;
    } finally {
      void queries.invalidateQueries({ queryKey: api.shortcuts.key() });
    }
  };
}
