import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { SupervisorMode } from "#shared/domain/calls/index.ts";
import { learnCall } from "./calls-store.ts";
import { callCarrier } from "./start-calls.ts";
import { useMyCalls } from "./use-calls.ts";

/** Coming to an agent in a call: his sound comes to this window. */
export function useSupervise() {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const carrier = useObservable(callCarrier);
  const isLive = useObservable(sync.connection).phase === "live";
  const preview = usePreviewReason();
  const mine = useMyCalls();
  const begin = useMutation(
    api.calls.supervise.mutationOptions({
      onSuccess: (call) => {
        // First whose window it is, then that there is a call.
        carrier?.answeredHere({ callId: call.id });
        learnCall(call);
      },
    }),
  );
  const offline = preview ?? (isLive ? undefined : t("header.needsConnection"));
  return {
    /** The call in which one is now, whichever it is. */
    current: mine[0]?.call.id,
    reason: offline ?? (mine.length > 0 ? t("calls.monitor.inCall") : undefined),
    busy: begin.isPending,
    error: begin.error ? problemText(problemOf(begin.error)) : undefined,
    join: (callId: string, mode: SupervisorMode) => begin.mutate({ callId: callId as never, mode }),
  };
}

export type Supervise = ReturnType<typeof useSupervise>;
