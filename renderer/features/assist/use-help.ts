import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { HelpRequest } from "#shared/contract/help.ts";
import { helpStore, requestsOfOthers, withHelp } from "./help-store.ts";

const learn = (request: HelpRequest) => helpStore.setState((state) => withHelp(state, request));

/** The requests that concern one, and what one can answer. */
export function useHelp() {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const me = useMe();
  const state = useStore(helpStore);
  const requests = useMemo(() => requestsOfOthers(state, me.id), [state, me.id]);
  const isLive = useObservable(sync.connection).phase === "live";
  const preview = usePreviewReason();
  const take = useMutation(api.help.take.mutationOptions());
  const close = useMutation(api.help.close.mutationOptions());
  const error = take.error ?? close.error;
  return {
    requests,
    reason: preview ?? (isLive ? undefined : t("header.needsConnection")),
    busy: take.isPending,
    error: error ? problemText(problemOf(error)) : undefined,
    /** True when one is the helper now. */
    take: ({ id, askedBy }: HelpRequest): Promise<boolean> =>
      take.mutateAsync({ helpId: id }).then(
        (taken) => {
          learn(taken as HelpRequest);
          notifications.show({ message: t("working.help.taken", { name: askedBy.name }), color: "green" });
          return true;
        },
        () => false,
      ),
    close: ({ id }: HelpRequest): Promise<void> =>
      close.mutateAsync({ helpId: id }).then(
        (over) => learn(over as HelpRequest),
        () => {},
      ),
  };
}

export type Help = ReturnType<typeof useHelp>;
