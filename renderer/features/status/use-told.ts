import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { createPreference } from "#renderer/platform/preferences.ts";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import { toTell } from "./told.ts";
import { useStatusWord } from "./use-choices.ts";

const isText = (value: unknown): value is string => typeof value === "string";
/** What he has been told last on this device, and closed. */
const told = createPreference("status-told", "", isText);

/**
 * Tells the person that somebody else has set his status, by whom and why; also when it happened while he was away. It
 * stays until he has closed it.
 */
export function useTold(mine: AgentStatus): void {
  const { t } = useTranslation();
  const wordOf = useStatusWord();
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const news = toTell(mine);
    if (news === null || news === shown.current || news === told.get()) return;
    if (shown.current) notifications.hide(shown.current);
    shown.current = news;
    notifications.show({
      id: news,
      color: "yellow",
      autoClose: false,
      title: t("status.toldTitle", { name: mine.byName ?? "", status: wordOf(mine) }),
      message: mine.reason ?? "",
      onClose: () => told.set(news),
    });
  }, [mine, t, wordOf]);
}
