import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import { useStatusWord } from "./use-choices.ts";

/** Tells the person that somebody else has set his status, by whom and why. It stays until he has read it. */
export function useTold(mine: AgentStatus): void {
  const { t } = useTranslation();
  const wordOf = useStatusWord();
  const last = useRef(mine);
  useEffect(() => {
    const before = last.current;
    last.current = mine;
    if (mine.cause !== "set_by_other" || mine.version === before.version) return;
    const isSame =
      before.cause === mine.cause && before.since === mine.since && before.reason === mine.reason;
    if (isSame) return;
    notifications.show({
      id: "status-set-by-other",
      color: "yellow",
      autoClose: false,
      title: t("status.toldTitle", { name: mine.byName ?? "", status: wordOf(mine) }),
      message: mine.reason ?? "",
    });
  }, [mine, t, wordOf]);
}
