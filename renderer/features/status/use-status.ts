import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { AgentStatus, StatusName } from "#shared/contract/statuses.ts";
import { statusStore, withStatus } from "./status-store.ts";

/** What the agent chose, what the system knows, and the way to choose. */
export function useStatus() {
  const { t } = useTranslation();
  const { api, me, sync } = useDesk();
  const mine = useStore(statusStore, (state) => state.mine) ?? me.status;
  const { phase } = useObservable(sync.connection);
  const maySet = useCan("status.set");
  const set = useMutation(api.status.set.mutationOptions());
  const connected = phase === "live" || phase === "catching_up";
  const offline = connected ? undefined : t("header.needsConnection");
  const preview = usePreviewReason();

  const choose = (status: StatusName) =>
    set.mutate(
      { status },
      {
        onSuccess: (next) => statusStore.setState((state) => withStatus(state, next as AgentStatus, me.id)),
        onError: (error) =>
          notifications.show({
            color: "red",
            title: t("status.failed"),
            message: problemText(problemOf(error)),
          }),
      },
    );

  return {
    mine,
    connected,
    /** Reachable is what the server says, and only as long as we can hear it. */
    present: connected && mine.present,
    /** An offer was not answered, so the system took him out of the queues, and he has not come back. */
    missed: mine.cause === "offer_missed" && mine.status !== "ready",
    busy: set.isPending,
    reason: preview ?? (maySet ? offline : t("status.notAllowed")),
    choose,
  };
}
