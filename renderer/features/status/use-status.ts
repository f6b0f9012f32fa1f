import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import { isBusy } from "#shared/domain/status/index.ts";
import { type Choice, statusDialogs } from "./status-dialogs.ts";
import { statusStore, withStatus } from "./status-store.ts";

/** What the agent chose, what the system knows, and the ways to choose. */
export function useStatus() {
  const { t } = useTranslation();
  const { api, me, sync } = useDesk();
  const mine = useStore(statusStore, (state) => state.mine) ?? me.status;
  const { phase } = useObservable(sync.connection);
  const maySet = useCan("status.set");
  const told = {
    onSuccess: (now: unknown) =>
      statusStore.setState((state) => withStatus(state, now as AgentStatus, me.id)),
    onError: (error: Error) =>
      void notifications.show({
        color: "red",
        title: t("status.failed"),
        message: problemText(problemOf(error)),
      }),
  };
  const set = useMutation({ ...api.status.set.mutationOptions(), ...told });
  const cancel = useMutation({ ...api.status.cancelNext.mutationOptions(), ...told });
  const connected = phase === "live" || phase === "catching_up";
  const offline = connected ? undefined : t("header.needsConnection");
  const preview = usePreviewReason();

  const give = ({ status, custom, when = "now" }: Choice, reason: string) =>
    set.mutate({ status, when, reason: reason || null, customStatusId: (custom?.id ?? null) as never });

  return {
    mine,
    connected,
    /** Reachable is what the server says, and only as long as we can hear it. */
    present: connected && mine.present,
    /** Work is in hand, so a status can be chosen for when there is none. */
    working: isBusy(mine.activity),
    /** The system took him out of the queues, and he has not come back. */
    paused: mine.status === "paused",
    /** He came back too late to be given what he had. */
    backLate: mine.cause === "back_late",
    /** Somebody else took him out of the queues. */
    setByOther: mine.cause === "set_by_other" && mine.status !== "ready",
    missed: mine.cause === "offer_missed" && mine.status !== "ready",
    busy: set.isPending || cancel.isPending,
    reason: preview ?? (maySet ? offline : t("status.notAllowed")),
    /** Chooses at once, or asks for the reason first when the status wants one or `withReason` says so. */
    choose(choice: Choice, withReason = false) {
      if (withReason || choice.custom?.needsReason) statusDialogs.setState({ asksWhy: choice });
      else give(choice, "");
    },
    give,
    cancelNext: () => cancel.mutate({}),
  };
}
