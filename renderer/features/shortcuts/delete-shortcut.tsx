import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconTrash } from "#renderer/ui/icons.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";

/** A button that asks, then deletes. */
export function DeleteShortcut({ shortcut, onGone }: { shortcut: Shortcut; onGone: () => void }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Action
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => setAsked(true)}
      >
        {t("shortcuts.delete")}
      </Action>
      {asked ? <AskToDelete shortcut={shortcut} onGone={onGone} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

interface AskProps {
  readonly shortcut: Shortcut;
  readonly onGone?: () => void;
  readonly onClose: () => void;
}

/** The question before it is deleted. */
export function AskToDelete({ shortcut, onGone, onClose }: AskProps) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const queries = useQueryClient();
  const { id: shortcutId, code, scope } = shortcut;
  const remove = useMutation({
    networkMode: "always",
    mutationFn: () =>
      scope === "personal"
        ? client.shortcuts.removeOwn({ shortcutId })
        : client.shortcuts.remove({ shortcutId }),
    async onSuccess() {
      notifications.show({ color: "green", message: t("shortcuts.deleted", { code }) });
      onGone?.();
      await queries.invalidateQueries({ queryKey: api.shortcuts.key() });
      onClose();
    },
  });
  return (
    <ConfirmName
      title={t("shortcuts.deleteTitle", { code })}
      effects={[t(scope === "personal" ? "shortcuts.deleteOwnEffect" : "shortcuts.deleteEffect")]}
      action={t("shortcuts.delete")}
      busy={remove.isPending}
      error={remove.error ? problemText(problemOf(remove.error)) : undefined}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
