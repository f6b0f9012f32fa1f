import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconVideo } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { callsOf, callsStore, learnCall } from "./calls-store.ts";
import { callCarrier } from "./start-calls.ts";

/** Asks the customer of a web chat into a video call; there for those who may, in their own chats. */
export function StartVideo({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { api, me, sync } = useDesk();
  const carrier = useObservable(callCarrier);
  const isLive = useObservable(sync.connection).phase === "live";
  const preview = usePreviewReason();
  const isBusy = useStore(callsStore, (state) => callsOf(state, me.id).length > 0);
  const { id: conversationId, assignee, state, channel } = conversation;
  const may = useCan("video.start", {
    ownerId: assignee?.id ?? null,
    queueId: conversation.queue.id,
    holds: channel === "web" ? ["web.channel"] : [],
  });
  const start = useMutation(
    api.calls.startVideo.mutationOptions({
      onSuccess: (call) => {
        learnCall(call);
        carrier?.answeredHere({ callId: call.id });
      },
    }),
  );
  if (!may || state !== "assigned" || assignee?.id !== me.id) return null;
  const reason = preview ?? (isLive ? undefined : t("header.needsConnection"));
  return (
    <>
      <IconAction
        label={t("calls.video.start")}
        reason={reason ?? (isBusy ? t("calls.video.busy") : undefined)}
        loading={start.isPending}
        onClick={() => start.mutate({ conversationId })}
      >
        <IconVideo size={17} stroke={1.7} />
      </IconAction>
      {start.error ? <ErrorNote text={problemText(problemOf(start.error))} /> : null}
    </>
  );
}
